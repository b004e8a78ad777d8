import { isLanguage, type Language, languages } from '../messages/language.ts';
import type { Text } from '../messages/text.ts';
import { InvalidDeclaration } from '../problems/errors.ts';
import { type Colour, contrastOf, isColour, mix } from './colour.ts';
import { paletteOf, type Scheme } from './palette.ts';

/** The face of a deployment: what the operator writes in `src/brand.ts`. */
interface BrandDeclaration {
  /** The name in the header, in titles of pages and in the API's document. */
  readonly name: string;
  /** The path of an SVG, from the project's folder. `currentColor` in it is the accent. It is the favicon too. */
  readonly logo: string;
  /** The colour of links and buttons, one for each scheme, as `#rrggbb`. */
  readonly accent: Readonly<Record<Scheme, string>>;
  /** The address for questions, in the footer of every page: `mailto:…`, `https://…` or a path of this site. */
  readonly contact?: string;
  /** The address of the privacy notice, in the footer of every page. */
  readonly privacy?: string;
  /** The language of pages where neither the reader nor the reader's browser asks for one that there is. */
  readonly language: Language;
  /** A sentence at the end of every page, in one language or several: the name and seat of the organisation. */
  readonly footer?: Text;
}

/** The face of a deployment, checked. */
export interface Brand extends BrandDeclaration {
  readonly accent: Readonly<Record<Scheme, Colour>>;
}

/** The least contrast of text (WCAG 2.2, 1.4.3, level AA). */
const textContrast = 4.5;
const maxNameLength = 40;

/**
 * Declares the face of a deployment.
 * @throws InvalidDeclaration when people could not read or follow something of it; the message says what to change
 */
export function defineBrand(declaration: BrandDeclaration): Brand {
  const { name, logo, contact, privacy, language } = declaration;
  const length = name.trim().length;
  if (length === 0) throw refuse('name', 'it is empty. Write the name that people know you by');
  if (length > maxNameLength)
    throw refuse('name', `it has ${length} characters, and a telephone shows ${maxNameLength}. Write a shorter one`);
  if (!/^[^/\\].*\.svg$/i.test(logo)) throw refuse('logo', `"${logo}" is no path of an SVG file in the project`);
  const accent = {
    light: checkAccent('light', declaration.accent.light),
    dark: checkAccent('dark', declaration.accent.dark),
  };
  if (!isLanguage(language))
    throw refuse('language', `there are no texts in "${language}". Choose one of ${languages.join(', ')}`);
  if (contact !== undefined) checkLink('contact', contact);
  if (privacy !== undefined) checkLink('privacy', privacy);
  return { ...declaration, accent };
}

function checkAccent(scheme: Scheme, accent: string): Colour {
  const field = `accent.${scheme}`;
  if (!isColour(accent)) throw refuse(field, `"${accent}" is no colour. Write it as #rrggbb, such as #0b6371`);
  const [surface, contrast] = leastContrast(scheme, accent);
  if (contrast >= textContrast) return accent;
  const change = scheme === 'light' ? 'darker' : 'lighter';
  const reached = Math.floor(contrast * 10) / 10;
  throw refuse(
    field,
    `${accent} and ${surface} have a contrast of ${reached} to 1, and text needs ${textContrast}. Choose a ${change} colour, such as ${readable(scheme, accent)}`,
  );
}

/** Returns the palette's colour beside which the accent is the hardest to read, as text or under text. */
function leastContrast(scheme: Scheme, accent: Colour): [surface: Colour, contrast: number] {
  const { page, card, sunken, 'accent-soft': soft, 'on-accent': onAccent } = paletteOf(scheme, accent);
  const pairs = [page, card, sunken, soft, onAccent].map((surface): [Colour, number] => [
    surface,
    contrastOf(accent, surface),
  ]);
  return pairs.reduce((least, pair) => (pair[1] < least[1] ? pair : least));
}

/** Returns the nearest shade of a colour that can be read. Black and white always can. */
function readable(scheme: Scheme, accent: Colour): Colour {
  const end = scheme === 'light' ? '#000000' : '#ffffff';
  const shades = Array.from({ length: 50 }, (_, at) => mix(accent, end, (at + 1) / 50));
  return shades.find((shade) => leastContrast(scheme, shade)[1] >= textContrast) ?? end;
}

function checkLink(field: 'contact' | 'privacy', address: string): void {
  const isMail = /^mailto:[^\s@?]+@[^\s@?]+$/.test(address);
  const isPath = /^\/(?![/\\])\S*$/.test(address);
  const isPage = /^https:\/\/\S+$/.test(address) && URL.canParse(address);
  if (isMail || isPath || isPage) return;
  const wanted = 'Write mailto: and an address, an address that begins with https://, or a path that begins with /';
  throw refuse(field, `"${address}" is no address that a page may link to. ${wanted}`);
}

function refuse(field: string, reason: string): InvalidDeclaration {
  return new InvalidDeclaration(`The brand's ${field} in src/brand.ts cannot be used: ${reason}.`);
}
