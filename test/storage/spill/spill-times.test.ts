import { expect, test } from 'vitest';
import { reserveMs } from '../../../packages/lambda-adapter/src/deadline.ts';
import { removeMs } from '../../../packages/lambda-adapter/src/spill.ts';
import { cleanUpMs, graceMs } from '../../../src/storage/spill-times.ts';

/** The time for the error's response: the app's error page, and the way back through Lambda. */
const answerMs = 500;

test.each([
  ['with a name: grace, its parts and its claim taken back', graceMs + cleanUpMs + cleanUpMs],
  ['without one: grace, its parts taken back, the object removed', graceMs + cleanUpMs + removeMs],
])('a spill whose time is up leaves time to answer (%s)', (_, ms) => {
  expect(ms + answerMs).toBeLessThanOrEqual(reserveMs);
});
