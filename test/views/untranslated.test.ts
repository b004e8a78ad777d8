import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeEntities } from '../support/page.ts';
import { pseudoMarks, pseudoMessages } from '../support/pseudo-messages.ts';
import { type BrandedSite, brand, pages, startBrandedSite } from './every-page.ts';

/** Every page in a language that does not exist: what is not marked is no text of the catalogue. */
let site: BrandedSite;
beforeAll(async () => {
  const messages = pseudoMessages();
  site = await startBrandedSite({ loadMessages: () => Promise.resolve(messages) });
});
afterAll(() => site.testApp.close());

/** Texts of others: of forms, users, the operator, and words that are the same in every language. */
const ofOthers = [
  ...['Documents', 'Send us documents, pictures, recordings or archives, together with a word about them.'],
  ...['Title', 'Boots', 'Note', 'Anything we should know about these files.', 'Files'],
  // The states of a form that declares none.
  ...['New', 'In review', 'Accepted', 'Declined', 'Returned'],
  ...['Avatar', 'A picture of you, shown next to your name.', 'Picture'],
  // The state in which a submission begins.
  ...['New'],
  // The name of the file in it, where an attribute has it.
  'b>.txt',
  // What a scanner found, and the maker of a link.
  'Eicar <b>',
  ...[brand.name, 'Harbour Office, Quay 1', 'API', 'SHA-256', 'CRC-32', 'PDF', 'PNG', 'JPEG', 'WebP', 'report.pdf'],
];

/** Returns the texts of a page outside of all marks, without those of elements that name their language. */
function unmarked(html: string): string[] {
  const visible = html
    .replace(/<(script|style|template|code|textarea)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<(\w+)[^>]*\slang="\w+"[^>]*>[^<]*<\/\1>/g, ' ');
  const attributes = [...visible.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(([, text]) => text);
  const content = visible.replace(/<bdi\b[^>]*>[^<]*<\/bdi>/g, ' ').replace(/<(?:"[^"]*"|[^>"])*>/g, ' | ');
  return [...attributes, content].flatMap((text = '') => lettersOutside(decodeEntities(text)));
}

/** Returns the words outside of marks, which may stand within each other, and without the texts of others. */
function lettersOutside(text: string): string[] {
  let depth = 0;
  let outside = '';
  for (const char of text) {
    if (char === pseudoMarks.start) depth += 1;
    else if (char === pseudoMarks.end) depth -= 1;
    else if (depth === 0) outside += char;
  }
  outside = outside.replaceAll(/\buser\d+\b/g, ' ');
  for (const known of ofOthers) outside = outside.replaceAll(known, ' ');
  return outside.split('|').flatMap((piece) => (/\p{Letter}{2,}/u.test(piece) ? [piece.trim()] : []));
}

describe('every page in another language', () => {
  it.each(Object.keys(pages).filter((name) => !name.startsWith('the documentation')))(
    'the page, %s, has no text outside of the catalogue',
    async (name) => {
      expect(unmarked((await (await pages[name]?.(site))?.text()) ?? '')).toEqual([]);
    },
  );
});
