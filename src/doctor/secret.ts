import type { Config } from '../config.ts';
import { type Check, cannotTell, ok, wrong } from './finding.ts';

/** What a key for AES-128 would have; less can be guessed by somebody with time and one sealed cookie. */
const neededBits = 128;
const mend =
  'Make one by "openssl rand -base64 48" and put it first in SESSION_SECRET; old ones may follow, with commas.';

/** Whether what seals the session cookies looks random. */
export function secretIsStrong({ sessionSecrets }: Pick<Config, 'sessionSecrets'>): Check {
  return {
    name: 'secret',
    async ask() {
      if (sessionSecrets.length === 0) return cannotTell("SESSION_SECRET is not set here; the template's is random.");
      const weak = sessionSecrets.findIndex((secret) => isMadeOfWords(secret) || bitsOf(secret) < neededBits);
      if (weak < 0) return ok(sessionSecrets.length > 1 ? `${sessionSecrets.length} secrets` : undefined);
      const which = sessionSecrets.length > 1 ? `Number ${weak + 1} of SESSION_SECRET` : 'SESSION_SECRET';
      return wrong(`${which} can be guessed: it is made of words, repeats itself or is too short.`, mend);
    },
  };
}

/** What a person thinks of, and what example files say: letters in one case, with something between the words. */
function isMadeOfWords(secret: string): boolean {
  return /^[a-z]+([-_. ][a-z\d]+)+$/i.test(secret) && secret.split(/[-_. ]/).every((word) => word.length < 16);
}

/** Shannon's entropy of the characters by their own frequency: an upper bound, which repetition brings down. */
function bitsOf(secret: string): number {
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / secret.length), 0);
}
