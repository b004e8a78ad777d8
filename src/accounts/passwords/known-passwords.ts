import { commonWords } from './common-words.ts';
import { isShortEnough } from './password-length.ts';

/** Rows of keys and of the alphabet: any stretch of one, in either direction, is a known password. */
const keyRows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
];

/** Digits and signs that people write in place of letters. */
const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * True when a password is among the first that attackers try. These are a common word with an ending, a few repeated
 * characters, or a row of keys (OWASP ASVS 5.0, 6.2.4). A text that is too long for a password is not known.
 */
export function isKnownPassword(password: string): boolean {
  if (!isShortEnough(password)) return false;
  const text = password.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const once = withoutRepetition(text);
  return once.length <= 4 || isRowStretch(once) || isKnownWord(text) || isKnownWord(once);
}

/** Returns the shortest text whose repetition makes the given text: `abc` for `abcabcabc`. */
function withoutRepetition(text: string): string {
  // In the text written twice, the text occurs a second time after its period.
  return text.slice(0, (text + text).indexOf(text, 1));
}

function isRowStretch(text: string): boolean {
  const backwards = [...text].toReversed().join('');
  return keyRows.some((row) => row.includes(text) || row.includes(backwards));
}

/**
 * True when a text is a common word, with or without an ending. It removes endings before it reads signs as letters,
 * since the `1` of `password1` is no `l`. It looks for an ending once, at its first character.
 */
function isKnownWord(text: string): boolean {
  const bare = text.replace(/^[^\p{L}]+|(?<=\p{L})[^\p{L}]+$/gu, '');
  const spelled = [text, text.replace(/(?<![^\p{L}@$])[^\p{L}@$]+$/u, '')].flatMap((given) => [
    replaceSigns(given, 'l'),
    replaceSigns(given, 'i'),
  ]);
  const readings = [bare, bare.replace(/[^\p{L}]/gu, ''), ...spelled];
  return readings.some((word) => commonWords.has(word) || commonWords.has(withoutRepetition(word)));
}

/** Replaces digits and signs by letters; `one` is the letter for a 1: `i` or `l`. */
function replaceSigns(text: string, one: string): string {
  return [...text].map((sign) => (sign === '1' ? one : (letterOf[sign] ?? sign))).join('');
}
