import { en } from '../../src/messages/en.ts';
import type { Formats } from '../../src/messages/formats.ts';
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
  const { bytes, dateTime, relative } = formats;
  const marked = pseudo({ bytes, dateTime, relative }) as Pick<Formats, 'bytes' | 'dateTime' | 'relative'>;
  // `pseudo` keeps the shape: texts become texts, functions of values functions of the same values.
  return { ...(pseudo(texts) as Messages), formats: { ...formats, ...marked }, language };
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
