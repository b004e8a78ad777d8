import { expect, it } from 'vitest';
import { tooManyAttempts } from '../../src/rate-limit/rate-limit.ts';
import { sentenceOf } from '../support/sentence.ts';

it.each([
  [1, 'Too many failed attempts. Wait a minute and try again.'],
  [60, 'Too many failed attempts. Wait a minute and try again.'],
  [61, 'Too many failed attempts. Wait 2 minutes and try again.'],
])('tooManyAttempts, %i seconds to go, says how long to wait and never too short', (seconds, detail) => {
  const problem = tooManyAttempts('sign-in', seconds);
  expect(problem).toMatchObject({ kind: 'limit-reached', retryAfterSeconds: seconds });
  expect(sentenceOf(problem.message)).toBe(detail);
});
