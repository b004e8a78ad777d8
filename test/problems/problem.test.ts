import { expect, it } from 'vitest';
import { tooManyAttempts } from '../../src/problems/problem.ts';

it.each([
  [1, 'Too many attempts. Wait a minute and try again.'],
  [60, 'Too many attempts. Wait a minute and try again.'],
  [61, 'Too many attempts. Wait 2 minutes and try again.'],
])('what was done too often is refused for %i seconds with how long to wait, never too short', (seconds, detail) => {
  expect(tooManyAttempts('attempts', seconds)).toMatchObject({
    kind: 'limit-reached',
    detail,
    retryAfterSeconds: seconds,
  });
});
