import { statusOf } from '../http/status.ts';
import type { ProblemKind } from '../problems/problem.ts';
import { emptyFileMessage } from '../uploads/file-rules.ts';
import { page } from './html-response.ts';

/** The response that sends browsers to sign-in. Operations with a guard have it; others that need it declare it. */
export const signInFirst = { $ref: '#/components/responses/SignInFirst' } as const;

/** The response to an unexpected error, which every operation can have. */
const failure = { status: 500, title: 'An error of ours' };

/**
 * The responses under `components/responses` of the document: one for each status in the table of problems, and
 * sign-in. Operations refer to them.
 */
export const problemResponses = {
  ...Object.fromEntries(
    [...Object.values(statusOf), failure].map(({ status }) => [nameOf(status), problemResponse(status)]),
  ),
  SignInFirst: {
    description: 'For browsers without a signed-in user: redirects to the sign-in page.',
    headers: { Location: { schema: { type: 'string' as const } } },
  },
};

/** Returns the responses of an operation with these problems, by status. */
export function responsesTo(kinds: readonly ProblemKind[]): Record<string, { $ref: string }> {
  const statuses = [...kinds.map((kind) => statusOf[kind].status), failure.status].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]));
}

function problemResponse(status: number) {
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
    return {
      'WWW-Authenticate': {
        description: 'Names the authentication scheme for programs (RFC 6750).',
        schema: { type: 'string' as const },
      },
    };
  if (status === 429 || status === 503)
    return {
      'Retry-After': { description: 'The seconds to wait before the next try.', schema: { type: 'integer' as const } },
    };
  return {};
}

function nameOf(status: number): string {
  return `Problem${status}`;
}
