import type { Config } from '../../src/config.ts';
import { type Check, cannotTell, ok, wrong } from '../../src/health/finding.ts';

/** The bits that an AES-128 key has; with less, an attacker with time and one signed cookie can guess. */
const neededBits = 128;
const fix =
  'Make one by "openssl rand -base64 48" and put it first in SESSION_SECRET; old ones may follow, with commas.';

/** Checks that the secret of the session cookies looks random. */
export function secretIsStrong({ sessionSecrets }: Pick<Config, 'sessionSecrets'>): Check {
  return {
    name: 'secret',
    async ask() {
      if (sessionSecrets.length === 0) return cannotTell("SESSION_SECRET is not set here; the template's is random.");
      const weak = sessionSecrets.findIndex((secret) => isMadeUp(secret) || bitsOf(secret) < neededBits);
      if (weak < 0) return ok(sessionSecrets.length > 1 ? `${sessionSecrets.length} secrets` : undefined);
      const which = sessionSecrets.length > 1 ? `Number ${weak + 1} of SESSION_SECRET` : 'SESSION_SECRET';
      return wrong(`${which} can be guessed: it is made of words, repeats itself or is too short.`, fix);
    },
  };
}

/**
 * True for secrets as people and example files choose them.
 *
 * They are letters alone, words with a separator between them, repetitions, or runs of neighbouring characters. Each is
 * rarer than one in a thousand among random secrets, in hexadecimal too.
 */
function isMadeUp(secret: string): boolean {
  const isOneWord = /^(?:[a-z]+|[A-Z]+)$/.test(secret);
  const words = secret.split(/[-_. ]/);
  const isWords = words.length > 1 && words.every((word) => aWord.test(word));
  return (
    isOneWord || isWords || stretchesOf(secret).some((stretch, at, all) => all.indexOf(stretch) < at || isRow(stretch))
  );
}

/** In one case, or with a capital: base64url has dashes too, but mixes its cases between them. */
const aWord = /^[A-Za-z\d](?:[a-z\d]{0,14}|[A-Z\d]{0,14})$/;

/** Returns all substrings of this length, in the order of the text. */
const stretchLength = 7;

function stretchesOf(secret: string): string[] {
  const count = Math.max(0, secret.length - stretchLength + 1);
  return Array.from({ length: count }, (_, at) => secret.slice(at, at + stretchLength));
}

const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function isRow(stretch: string): boolean {
  const forwards = stretch.toLowerCase();
  const backwards = [...forwards].reverse().join('');
  return rows.some((row) => row.includes(forwards) || row.includes(backwards));
}

/** Returns Shannon's entropy of the characters by their own frequency: an upper bound, which repetition lowers. */
function bitsOf(secret: string): number {
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / secret.length), 0);
}
