import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { message } from '../../src/messages/message.ts';
import { pageQuery } from '../../src/openapi/pagination.ts';
import { toFieldErrors } from '../../src/problems/validation.ts';
import { PasswordChoiceBody } from '../../src/routes/password-links.tsx';
import { SignInBody } from '../../src/routes/session.tsx';
import { listSubmissionsOperation } from '../../src/routes/submissions/submissions.tsx';
import { NewTokenBody } from '../../src/routes/tokens.tsx';
import { NewUploadBody, PartClaimsBody, UploadCompletionBody } from '../../src/routes/uploads/claims.ts';
import { NewUserBody } from '../../src/routes/users/registrations.tsx';
import { UserChangeBody } from '../../src/routes/users/schemas.ts';
import { sentenceOf } from '../support/sentence.ts';

/** Every body that the interface checks but a form's, whose schema is its fields' business. */
const bodies = {
  SignInBody,
  NewTokenBody,
  NewUserBody,
  UserChangeBody,
  PasswordChoiceBody,
  NewUploadBody,
  PartClaimsBody,
  UploadCompletionBody,
};
const queries = { 'a list': pageQuery('USER'), 'a list of submissions': listSubmissionsOperation.request.query };

const odd = [
  ...[undefined, null, true, '', ' ', 'x', 'x'.repeat(20_000), '\ud800', '\u0000', '1'.repeat(12)],
  ...[0, -1, 1.5, 101, 2 ** 53, 1e308, Number.NaN, [], [1], ['x', 'x'], {}, { x: 1 }],
  ...[[{}], [{ partNumber: 0, crc32: 1 }], [{ partNumber: 'x' }], Array.from({ length: 101 }, () => ({}))],
];

/** The sentence for a check of zod to which a schema gives none. */
const withoutOwn = sentenceOf(message('value-invalid'));

const inOneMember = (input: z.ZodObject) =>
  Object.keys(input.shape).flatMap((name) => odd.map((one) => ({ [name]: one })));

function sentencesTo(input: z.ZodObject, askings: readonly unknown[]): string[] {
  return askings.flatMap((asking) => {
    const { error } = input.safeParse(asking);
    return error ? toFieldErrors(error).map(({ message }) => sentenceOf(message)) : [];
  });
}

function expectOwn(sentences: readonly string[]): void {
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter((sentence) => sentence === withoutOwn || !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
}

describe('the sentences of validation', () => {
  it.each(Object.entries(bodies))(
    'validation, any odd body as %s, says each mistake in a sentence of ours',
    (_name, input) => {
      expectOwn(sentencesTo(input, [...odd, ...inOneMember(input)]));
    },
  );

  it.each(Object.entries(queries))(
    'validation, any odd query of %s, says each mistake in a sentence of ours',
    (_name, input) => {
      expectOwn(sentencesTo(input, inOneMember(input)));
    },
  );
});
