import { statusOf } from '../http/status.ts';
import { message } from '../messages/message.ts';
import type { Messages } from '../messages/messages.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { ProblemKind } from '../problems/problem.ts';
import { page } from './html-response.ts';

/** The kinds that an operation may answer with; its type says that the table has every kind and nothing else. */
const problemKinds = (Object.keys(statusOf) as ProblemKind[]).filter((kind) => kind !== 'wrong-method');

/** The response that sends browsers to sign-in. Operations with a guard have it; others that need it declare it. */
export const signInFirst = { $ref: '#/components/responses/SignInFirst' } as const;

/**
 * Returns the responses under `components/responses` of the document: one for each status in the table of problems, and
 * sign-in. Operations refer to them.
 */
export function describeProblems(messages: Messages) {
  return {
    ...Object.fromEntries(
      problemKinds.map((kind) => [nameOf(statusOf[kind]), problemResponse(statusOf[kind], messages)]),
    ),
    SignInFirst: {
      description: 'For browsers without a signed-in user: redirects to the sign-in page.',
      headers: { Location: { schema: { type: 'string' as const } } },
    },
  };
}

/** Returns the responses of an operation with these problems, by status. */
export function responsesTo(kinds: readonly ProblemKind[]): Record<string, { $ref: string }> {
  const statuses = [...kinds.map((kind) => statusOf[kind]), statusOf.internal].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]));
}

function problemResponse(status: number, messages: Messages) {
  const titles = problemKinds.flatMap((kind) => (statusOf[kind] === status ? [messages.titles[kind]] : []));
  const [title = ''] = titles;
  const errors = status === 422 && {
    errors: [{ field: 'size', message: sentenceOf(message('file-empty'), messages) }],
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
