import { type Colour, mix } from './colour.ts';

/** The two colour schemes of a page; the reader's device chooses. */
export type Scheme = 'light' | 'dark';

/** The colours of a scheme on which text and controls stand: the page, cards on it, and what lies lower. */
const surfaces = {
  light: { page: '#faf8f4', card: '#ffffff', sunken: '#f2efe8' },
  dark: { page: '#12191b', card: '#1a2326', sunken: '#0d1315' },
} as const satisfies Readonly<Record<Scheme, Readonly<Record<string, Colour>>>>;

/** Returns the colours of a scheme that the accent and the surfaces decide, by their names in the stylesheet. */
export function paletteOf(scheme: Scheme, accent: Colour) {
  const { page, card, sunken } = surfaces[scheme];
  const furtherFromPage = scheme === 'light' ? '#000000' : '#ffffff';
  return {
    page,
    card,
    sunken,
    accent,
    'accent-strong': mix(accent, furtherFromPage, 0.2),
    'accent-soft': mix(card, accent, 0.1),
    'on-accent': scheme === 'light' ? card : page,
  } as const satisfies Readonly<Record<string, Colour>>;
}
