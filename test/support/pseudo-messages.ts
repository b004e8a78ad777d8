import { en } from '../../src/messages/en.ts';
import type { Messages } from '../../src/messages/messages.ts';

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', c: 'ç', n: 'ñ', y: 'ý' };

/** Marks the start and the end of a text of the catalogue. */
export const pseudoMarks = { start: '⟦', end: '⟧' } as const;

/**
 * Returns the English texts in a language that does not exist: marked at both ends, accented, and a third longer. A page
 * in it shows which of its texts are no texts of the catalogue, and which do not fit when they grow.
 */
export function pseudoMessages(): Messages {
  const { formats, language, ...texts } = en;
  return { ...(pseudo(texts) as Messages), formats, language };
}

function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (typeof value === 'function') return (...values: unknown[]) => pseudo(value(...values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, pseudo(inner)]));
}

/** Changes the letters outside of names in braces, which elements replace. */
function pseudoText(text: string): string {
  if (text.startsWith(pseudoMarks.start)) return text;
  const accented = text.replace(/\{\w+\}|\w/g, (piece) => accents[piece] ?? piece);
  return `${pseudoMarks.start}${accented}${'~'.repeat(Math.ceil(text.length / 3))}${pseudoMarks.end}`;
}
