import type * as z from 'zod';
import type { User } from '../../accounts/users/user.ts';
import type { Form } from '../../forms/define-form.ts';
import { check } from '../../http/request-body.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { BulkRequest } from '../../review/bulk.ts';
import { readBulkFilter } from '../../review/bulk-filter.ts';
import { maxUnasked } from '../../review/bulk-limits.ts';
import { BulkBody } from './bulk-schemas.ts';
import { fromDecisionPost, toDecision } from './decision-input.ts';

/** The names of inputs on the page of the table, beside those of a decision. */
export const bulkNames = {
  /** A chosen submission: its id, a colon, and the version of its review. */
  submission: 'submission',
  /** Present when all that match the filter are meant, chosen or not. */
  all: 'all',
  /** The query of the table. */
  filter: 'filter',
  expected: 'expected',
} as const;

/** Converts a posted page to the JSON that it stands for. */
export function fromBulkPost(post: URLSearchParams): Record<string, unknown> {
  const { version: _one, ...decision } = fromDecisionPost(post);
  if (!post.has(bulkNames.all)) return { submissions: post.getAll(bulkNames.submission).map(readSelected), decision };
  const expected = post.get(bulkNames.expected);
  return { filter: post.get(bulkNames.filter) ?? '', ...(expected && { expected: Number(expected) }), decision };
}

function readSelected(text: string): { id: string; version: number } {
  const at = text.lastIndexOf(':');
  return { id: text.slice(0, at), version: at < 0 ? Number.NaN : Number(text.slice(at + 1)) };
}

/**
 * Returns what a request asks for.
 * @param isPage true for a page, whose reader confirms what is about many submissions
 */
export async function toBulkRequest(
  ports: Ports,
  form: Form,
  user: User,
  body: unknown,
  isPage: boolean,
): Promise<BulkRequest | Problem> {
  const input = check(BulkBody, body);
  if (input instanceof Problem) return input;
  const of = readSource(form, user, input);
  if (of instanceof Problem) return of;
  const decision = await toDecision(ports, form, user, { ...input.decision, version: 0 });
  if (decision instanceof Problem) return decision;
  const { expected } = input;
  const isMuch = 'selected' in of ? of.selected.length > maxUnasked : true;
  const asksFirst = isPage ? isMuch : 'filter' in of && expected === undefined;
  return { decision, of, expected, asksFirst };
}

function readSource(form: Form, user: User, input: z.output<typeof BulkBody>): BulkRequest['of'] | Problem {
  const { submissions: selected, filter } = input;
  if (selected && filter === undefined) return { selected };
  if (selected || filter === undefined) return new Problem('invalid', 'bulk-source-missing');
  return readBulkFilter(form, user, filter);
}
