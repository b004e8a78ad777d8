import { expect, it } from 'vitest';
import { formatRelative } from '../../src/values/relative-time.ts';

it.each([
  [0, 'now'],
  [-59, 'now'],
  [30, 'now'],
  [-60, '1 minute ago'],
  [-3_599, '59 minutes ago'],
  [-7_200, '2 hours ago'],
  [-86_400, 'yesterday'],
  [3 * 86_400, 'in 3 days'],
])('formatRelative, %i seconds from now, is "%s"', (seconds, expected) => {
  expect(formatRelative(seconds, 'en')).toBe(expected);
});
