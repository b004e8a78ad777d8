import { statusOf } from '../http/status.ts';
import type { ProblemKind } from '../problems/problem.ts';
import { emptyFileMessage } from '../uploads/file-rules.ts';
import { page } from './html-response.ts';

/** The answer to browsers where somebody has to be signed in: of every route with a guard, and named by those that ask later. */
export const signInFirst = { $ref: '#/components/responses/SignInFirst' } as const;

/** What may go wrong with every request that reaches the routes; the last is nobody's "no" but an error of ours. */
const failure = { status: 500, title: 'An error of ours' };

/**
 * The answers to refused requests, one for each status in the table of problems: what the document keeps under
 * `components/responses`, and every operation names.
 */
export const problemResponses = {
  ...Object.fromEntries(
    [...Object.values(statusOf), failure].map(({ status }) => [nameOf(status), refusalAnswer(status)]),
  ),
  SignInFirst: {
    description: 'For browsers in which nobody is signed in: to the sign-in page.',
    headers: { Location: { schema: { type: 'string' as const } } },
  },
};

/** The answers of an operation that may be refused for these reasons, by status. */
export function responsesTo(kinds: readonly ProblemKind[]): Record<string, { $ref: string }> {
  const statuses = [...kinds.map((kind) => statusOf[kind].status), failure.status].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]));
}

function refusalAnswer(status: number) {
  const titles = [...Object.values(statusOf), failure].flatMap((one) => (one.status === status ? [one.title] : []));
  const [title = ''] = titles;
  const errors = status === 422 && {
    errors: [{ field: 'size', message: emptyFileMessage }],
  };
  const detail = 'What happened, and what to do.';
  const example = { type: 'about:blank', title, status, detail, ...errors, requestId: 'Zq1PvW8zHx5' };
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description: `${titles.join('; or ')}.`,
    headers: { ...headersOf(status), 'X-Request-Id': { schema: { type: 'string' as const } } },
    content: { 'application/problem+json': { schema, example }, ...page },
  };
}

function headersOf(status: number) {
  if (status === 401)
    return { 'WWW-Authenticate': { description: 'RFC 6750, for programs.', schema: { type: 'string' as const } } };
  if (status === 429 || status === 503)
    return { 'Retry-After': { description: 'When to try again, in seconds.', schema: { type: 'integer' as const } } };
  return {};
}

function nameOf(status: number): string {
  return `Problem${status}`;
}
