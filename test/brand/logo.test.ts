import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineBrand } from '../../src/brand/define-brand.ts';
import { prepareLogo } from '../../src/brand/logo.ts';
import { declaredBrand } from '../../src/brand.ts';

const brand = defineBrand({
  name: 'Harbour',
  logo: 'harbour.svg',
  accent: { light: '#0b6371', dark: '#6cc5d1' },
  language: 'en',
});
const svg = (content: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"${attributes}>${content}</svg>`;

describe('prepareLogo', () => {
  it('prepareLogo, the logo of this project, gives it the accent of both schemes', () => {
    const prepared = prepareLogo(readFileSync(declaredBrand.logo, 'utf8'), declaredBrand);
    expect(prepared).toMatch(
      /^<svg [^>]*><style>svg\{color:#0b6371\}@media \(prefers-color-scheme:dark\)\{svg\{color:#/,
    );
    expect(prepared).toContain('currentColor');
  });

  it.each([
    ['an XML declaration and a comment', `<?xml version="1.0"?>\n<!-- made by hand -->\n${svg('<path d="M0 0"/>')}`],
    ['a gradient and its use', svg('<linearGradient id="a"/><use href="#b"/><path fill="url(#a)"/>')],
    ['styles of its own', svg('<style>.a{fill:red}</style><path class="a"/>')],
    ['a title with a sign in an attribute', svg('<title>On</title>', ' aria-label="a > b"')],
  ])('prepareLogo, %s, keeps all of it', (_what, source) => {
    expect(prepareLogo(source, brand).replace(/<style>svg\{color:.*?<\/style>/, '')).toBe(source);
  });

  it.each([
    ['no SVG', '<html></html>', /is no SVG/],
    ['a document type', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`, /is no SVG.*without a document type/],
    ['no viewBox', '<svg xmlns="http://www.w3.org/2000/svg"/>', /no viewBox.*Add one/],
    ['a script', svg('<script>alert(1)</script>'), /holds a script/],
    ['a script with a prefix', svg('<SCRIPT href="#a"/>'), /holds a script/],
    ['an event handler', svg('', ' onload="alert(1)"'), /holds an event handler/],
    ['an event handler without a space', svg('<path d="M0"onclick=alert(1) />'), /holds an event handler/],
    ['a link to a script', svg('<a href="javascript:alert(1)"/>'), /holds a script in an address/],
    ['a picture of another site', svg('<image href="https://evil.example/a.png"/>'), /outside of it/],
    ['an old link to another site', svg(`<use xlink:href='//evil.example/a.svg#b'/>`), /outside of it/],
    ['a font of another site', svg('<style>@import "https://evil.example/a.css"</style>'), /outside of it/],
    ['a fill of another site', svg('<path fill="url( https://evil.example/a.svg#b )"/>'), /outside of it/],
    ['a page within', svg('<foreignObject><p/></foreignObject>'), /holds a foreign object/],
    ['too much', svg(`<path d="${'M0 0'.repeat(20_000)}"/>`), /more than 64 KB.*Simplify it/],
  ])('prepareLogo, %s, says what to change', (_what, source, message) => {
    expect(() => prepareLogo(source, brand)).toThrow(message);
    expect(() => prepareLogo(source, brand)).toThrow('The logo harbour.svg cannot be used');
  });
});
