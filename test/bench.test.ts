import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it.each(globSync('bench/*.ts'))('%s, its verdict, depends on no time that a busy machine would not keep', (path) => {
  expect(readFileSync(path, 'utf8')).not.toMatch(/\b(?:allowed|most|least)\w*(?:Ms|Micros|Microseconds|Seconds)\b/);
});
