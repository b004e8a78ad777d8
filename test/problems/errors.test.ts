import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('an error of the app, after minification, has its name as a text', () => {
  const sources = globSync('src/**/*.ts', { exclude: ['src/browser/**'] }).map((path) => readFileSync(path, 'utf8'));
  const classes = sources.flatMap((source) => [
    ...source.matchAll(/class (\w+) extends (?:Error|\w+Error|\w+Unavailable) \{(?<body>[\s\S]*?)\n\}/g),
  ]);
  expect(classes.length).toBeGreaterThan(10);
  const nameless = classes.filter(([, name = '', body = '']) => !body.includes(`name = '${name}'`));
  expect(nameless.map(([, name]) => name)).toEqual([]);
});
