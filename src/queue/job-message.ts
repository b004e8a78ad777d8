import * as z from 'zod';
import type { JobMessage } from './queue.ts';

/** The longest kind, id and form. */
const maxCharacters = 128;
const name = z.string().min(1).max(maxCharacters);

const Body = z.object({
  kind: name,
  id: name,
  dueAt: z.iso.datetime(),
  form: name.nullable(),
}) satisfies z.ZodType<JobMessage>;

/**
 * Reads the body of a message; undefined when it is no job's. Anyone with the right to send to the queue can put other
 * texts there. Unknown members have no effect: the sender may be a newer version of the app.
 */
export function readJobMessage(body: string): JobMessage | undefined {
  try {
    return Body.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined; // no JSON
  }
}

/** Returns the body of a job's message. */
export function writeJobMessage({ kind, id, dueAt, form }: JobMessage): string {
  return JSON.stringify({ kind, id, dueAt, form });
}
