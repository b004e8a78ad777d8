import { globSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { browserBuild } from '../../browser-build.ts';

const sheets = globSync('src/browser/**/*.css').map((path) => ({
  path,
  css: withoutComments(readFileSync(path, 'utf8')),
}));

/** Properties and values that mean a side of the screen, which is another one for pages from right to left. */
const sides = [
  /(?:^|[\s{;])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)(?:-(?:width|style|color))?\s*:/g,
  /(?:^|[\s{;])border-(?:top|bottom)-(?:left|right)-radius\s*:/g,
  /(?:text-align|float|clear|caption-side|justify-content|justify-items|justify-self)\s*:\s*(?:left|right)\b/g,
  /(?:background-position|transform-origin|object-position)\s*:[^;}]*\b(?:left|right)\b/g,
  /(?:margin|padding|inset|border-width|border-style|border-color)\s*:\s*(?:[^\s;]+\s+){3}[^\s;]+;/g,
];

function sidesIn(css: string): string[] {
  return sides.flatMap((side) => css.match(side) ?? []).map((found) => found.trim());
}

describe('the stylesheets', () => {
  it('the stylesheets, every declaration, is free of left and right', () => {
    expect(sheets.length).toBeGreaterThan(5);
    expect(sheets.flatMap(({ path, css }) => sidesIn(css).map((found) => `${path}: ${found}`))).toEqual([]);
  });

  it.each([
    'a{left:0}',
    'a { margin-left: 1rem; }',
    'a{color:red;border-right:1px solid}',
    'a { border-left-width: 2px; }',
    'a { border-top-left-radius: 2px; }',
    'a { text-align: right; }',
    'a { float:left }',
    'a { background-position: right 1rem center; }',
    'a { padding: 0 1rem 0 2rem; }',
  ])('the check of stylesheets, %s, finds it', (css) => expect(sidesIn(css)).toHaveLength(1));

  it.each([
    'a { margin-inline-start: 1rem; text-align: start; inset: 0; padding: 0 1rem; }',
    '.upright { color: red; }',
  ])('the check of stylesheets, %s, finds nothing', (css) => expect(sidesIn(css)).toEqual([]));

  it('the stylesheets, Pico, is the lowest of all layers, so that no rule of ours loses to it', async () => {
    const { outputFiles } = await build({ ...browserBuild, entryPoints: ['src/browser/styles.css'], write: false });
    const css = outputFiles[0]?.text ?? '';
    expect(css).toMatch(/^(?:@charset "UTF-8";)?@layer pico,tokens,elements,layout,components,print;@layer pico\{/);
    // What is outside of all layers would win over all of them.
    expect(outsideOfBlocks(css).filter((prelude) => !/^@layer\b|^@charset\b/.test(prelude))).toEqual([]);
    expect(sheets.filter(({ css }) => /:root:root|!important/.test(css)).map(({ path }) => path)).toEqual([]);
  });
});

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '');
}

/** Returns the text in front of each outermost block, and each rule without a block. */
function outsideOfBlocks(css: string): string[] {
  let depth = 0;
  let outside = '';
  // Texts, in which brackets are no brackets, are left out.
  for (const character of withoutComments(css).replace(/"(?:[^"\\]|\\.)*"/g, '""')) {
    if (character === '}') depth -= 1;
    if (depth === 0) outside += character;
    if (character === '{') depth += 1;
  }
  return outside.split(/[{};]+/).filter((text) => text.trim() !== '');
}
