import { InvalidDeclaration } from '../problems/errors.ts';
import type { Brand } from './define-brand.ts';

const maxCharacters = 64 * 1024;

/** The first tag of the picture, behind an XML declaration and comments. */
const start = /^(?:<\?xml[^>]*\?>|<!--[\s\S]*?-->|\s)*<svg\b(?:"[^"]*"|'[^']*'|[^>"'])*>/;

/**
 * Parts that a picture in a page does not need. Browsers neither run nor load them there, so a logo with one of them
 * would look different from what its author sees, or is not what it seems.
 */
const refusedParts: readonly (readonly [part: RegExp, name: string])[] = [
  [/<!(?:DOCTYPE|ENTITY)/i, 'a document type'],
  [/<script\b/i, 'a script'],
  [/<foreignObject\b/i, 'a foreign object'],
  [/[\s"'/]on[a-z]+\s*=/i, 'an event handler'],
  [/javascript:/i, 'a script in an address'],
  [/href\s*=\s*["']?\s*(?!["'#\s])/i, 'an address of something outside of it'],
  [/url\(\s*["']?\s*(?!["'#\s])|@import/i, 'a style or font from outside of it'],
];

/**
 * Returns the logo as browsers get it: the operator's SVG, in which `currentColor` is the accent of the reader's scheme.
 * @param source the text of the file that the brand names
 * @throws InvalidDeclaration when it is no SVG that stands for itself
 */
export function prepareLogo(source: string, { logo, accent }: Brand): string {
  const refuse = (reason: string) => new InvalidDeclaration(`The logo ${logo} cannot be used: ${reason}.`);
  const opening = start.exec(source)?.[0];
  if (opening === undefined) throw refuse('it is no SVG. Export it as SVG, without a document type');
  if (!/\sviewBox\s*=/.test(opening)) throw refuse('it has no viewBox, without which it cannot be scaled. Add one');
  if (source.length > maxCharacters)
    throw refuse(`it has more than ${maxCharacters / 1024} KB, and every page shows it. Simplify it`);
  const part = refusedParts.find(([pattern]) => pattern.test(source));
  if (part) throw refuse(`it holds ${part[1]}. Remove that, or export it as a plain SVG`);
  const colours = `svg{color:${accent.light}}@media (prefers-color-scheme:dark){svg{color:${accent.dark}}}`;
  return `${opening}<style>${colours}</style>${source.slice(opening.length)}`;
}
