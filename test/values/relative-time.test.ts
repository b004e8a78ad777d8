import { expect, it } from 'vitest';
import { formatRelative } from '../../src/values/relative-time.ts';

it.each([
  [0, 'now'],
  [-29, 'now'],
  [29, 'now'],
  [-31, '1 minute ago'],
  [-59 * 60, '59 minutes ago'],
  [-3_599, '1 hour ago'],
  [-7_200, '2 hours ago'],
  [-30 * 3_600, '1 day ago'],
  [86_398, 'in 1 day'],
  [3 * 86_400, 'in 3 days'],
])('formatRelative, %i seconds from now, is "%s"', (seconds, expected) => {
  expect(formatRelative(seconds, 'en')).toBe(expected);
});
