import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadAssets } from '../src/assets.ts';

/** The handler's file, and those that it reads now and then. */
const bundle = globSync(['dist/lambda.mjs', 'dist/chunks/*.mjs'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const published = new URL('../dist/public/', import.meta.url);

describe('the Lambda bundle', () => {
  it('is below 1.3 MB, minified', () => {
    expect(bundle.length).toBeGreaterThan(500_000);
    expect(bundle.length).toBeLessThan(1_300_000);
  });

  it('has messages in no language but English, and one zod', () => {
    for (const foreign of ['Ongeldige invoer', 'Input non valido']) expect(bundle).not.toContain(foreign);
    // Its version stands once in each copy of zod.
    expect(bundle.match(/\{major:4,minor:\d+,patch:\d+\}/g)).toHaveLength(1);
  });

  it('has nothing of the interactive documentation, which is read when somebody opens it', () => {
    expect(bundle).not.toContain('SwaggerUIBundle(');
    expect(bundle).not.toContain('swagger-ui .');
  });
});

describe('what browsers get', () => {
  const assets = loadAssets(published);
  const sizeOf = (name: Parameters<typeof assets.pathOf>[0]) =>
    statSync(new URL(`${assets.pathOf(name).replace('/assets/', '')}.br`, published)).size;

  it('is the documentation in less than 400 KB, which a Lambda answer carries, and pages in less than 25 KB', () => {
    expect(sizeOf('swagger-ui-bundle.js') + sizeOf('swagger-ui.css') + sizeOf('docs.js')).toBeLessThan(400_000);
    expect(sizeOf('main.js') + sizeOf('styles.css')).toBeLessThan(25_000);
  });

  it('names no source map that is not there, and nothing that an earlier build has left', () => {
    const names = readdirSync(published).filter((name) => name !== 'manifest.json');
    expect(names).toHaveLength(10);
    for (const name of names.filter((one) => !one.endsWith('.br')))
      expect(readFileSync(new URL(name, published), 'utf8')).not.toContain('# sourceMappingURL=');
  });
});
