import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import type { Problem } from '../../problems/problem.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { findDeleted } from '../../submissions/policy.ts';
import { readId } from '../../values/id.ts';

/** Responds with the last event of a deleted submission, the only one that stays; or with the problem. */
export async function sendEndOfHistory(c: Context<AppEnv>, dependencies: Dependencies, problem: Problem) {
  const id = readId(c.req.param('id') ?? '');
  const deleted = await findDeleted(dependencies, dependencies.forms, requireUser(c), id);
  if (!deleted) return sendProblem(c, dependencies, problem);
  const { event } = deleted;
  if (c.req.query('format') === 'jsonl' || asksForLines(c))
    return sendLines(c, deleted, { content: `${JSON.stringify(event)}\n`, next: null });
  return c.json({ items: [event], nextCursor: null }, 200);
}

/** True for a client that asks for JSON lines. */
export const asksForLines = (c: Context<AppEnv>) =>
  /\bapplication\/(?:x-ndjson|jsonl)\b/i.test(c.req.header('Accept') ?? '');

/** Responds with a part of a history as JSON lines, and says where the next part is. */
export function sendLines(
  c: Context<AppEnv>,
  { id, form, number }: Pick<SubmissionRecord, 'id' | 'form' | 'number'>,
  { content, next }: { readonly content: string; readonly next: number | null },
): ResponseWithoutJson {
  c.header('Content-Disposition', `attachment; filename="history-${form}-${number}.jsonl"`);
  if (next !== null) c.header('Link', `</submissions/${id}/events?format=jsonl&cursor=${next}>; rel="next"`);
  return c.body(content, 200, { 'Content-Type': 'application/x-ndjson; charset=UTF-8' });
}
