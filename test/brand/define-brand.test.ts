import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Colour, contrastOf, mix } from '../../src/brand/colour.ts';
import { defineBrand } from '../../src/brand/define-brand.ts';
import { paletteOf } from '../../src/brand/palette.ts';

const good = {
  name: 'Harbour Office',
  logo: 'harbour.svg',
  accent: { light: '#0b6371', dark: '#6cc5d1' },
  language: 'en',
} as const;
const anyColour = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map((channels): Colour => `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`);

describe('defineBrand', () => {
  it.each(['mailto:files@harbour.example', 'https://harbour.example/contact?from=files', '/privacy'])(
    'defineBrand, the address %s, accepts it',
    (address) =>
      expect(defineBrand({ ...good, contact: address, privacy: address })).toMatchObject({ contact: address }),
  );

  it.each([
    'http://harbour.example',
    'files@harbour.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'https://',
    'https://a b',
    'mailto:',
    'mailto:a@b?bcc=c@d',
    '',
  ])('defineBrand, the address "%s", says which addresses a page may link to', (address) => {
    const message = /in src\/brand\.ts cannot be used: ".*" is no address .*Write mailto: .*https:\/\/.*begins with \//;
    expect(() => defineBrand({ ...good, contact: address })).toThrow(message);
    expect(() => defineBrand({ ...good, privacy: address })).toThrow(message);
  });

  it.each([
    [{ name: ' ' }, /name .*is empty\. Write the name/],
    [{ name: 'x'.repeat(41) }, /name .*41 characters.*shows 40\. Write a shorter one/],
    [{ logo: 'logo.png' }, /logo .*"logo\.png" is no path of an SVG file/],
    [{ logo: '/etc/logo.svg' }, /logo .*is no path of an SVG file in the project/],
    [{ accent: { light: 'teal', dark: '#6cc5d1' } }, /accent\.light .*"teal" is no colour\. Write it as #rrggbb/],
    [{ accent: { light: '#ffcc00', dark: '#6cc5d1' } }, /accent\.light .*1\.\d to 1, .*4\.5\. Choose a darker colour/],
    [{ accent: { light: '#0b6371', dark: '#0b6371' } }, /accent\.dark .*to 1, .*4\.5\. Choose a lighter colour/],
  ])('defineBrand, %j, says what to change', (change, message) => {
    expect(() => defineBrand({ ...good, ...change })).toThrow(message);
  });

  it('defineBrand, a language without texts, names those that there are', () => {
    // As a program in JavaScript may call it.
    const language = 'tlh' as 'en';
    expect(() => defineBrand({ ...good, language })).toThrow(/language .*no texts in "tlh"\. Choose one of en, /);
  });

  it('defineBrand, any refused accent, names a shade that it accepts', () => {
    const suggested = (scheme: 'light' | 'dark', accent: Colour): Colour => {
      try {
        return defineBrand({ ...good, accent: { ...good.accent, [scheme]: accent } }).accent[scheme];
      } catch (error) {
        return /such as (#[0-9a-f]{6})/.exec(String(error))?.[1] as Colour;
      }
    };
    fc.assert(
      fc.property(anyColour, fc.constantFrom('light' as const, 'dark' as const), (colour, scheme) => {
        const shade = suggested(scheme, colour);
        expect(defineBrand({ ...good, accent: { ...good.accent, [scheme]: shade } }).accent[scheme]).toBe(shade);
      }),
    );
  });
});

describe('paletteOf', () => {
  it('paletteOf, any accepted accent, keeps text on the accent and the accent as text readable', () => {
    fc.assert(
      fc.property(anyColour, fc.constantFrom('light' as const, 'dark' as const), (accent, scheme) => {
        const palette = paletteOf(scheme, accent);
        const { page, card, sunken, 'accent-soft': soft } = palette;
        fc.pre([page, card, sunken, soft, palette['on-accent']].every((one) => contrastOf(one, accent) >= 4.5));
        expect(contrastOf(palette['on-accent'], palette['accent-strong'])).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(page, palette['accent-strong'])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('colours', () => {
  it('contrastOf, colours of the WCAG, returns their contrast', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('mix, shares from 0 to 1, goes from the first colour to the second', () => {
    expect([0, 0.5, 1].map((share) => mix('#000000', '#ff8000', share))).toEqual(['#000000', '#804000', '#ff8000']);
  });
});
