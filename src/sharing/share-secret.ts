import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 28;

/**
 * Returns the secret of a new link: 28 random letters and digits, 166 bits. It has no sign at which a mail or chat
 * program would cut the address off.
 */
export function newShareSecret(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** True when a text has the form of a link's secret. Any other text costs no look-up. */
export function isShareSecret(text: string): boolean {
  return /^[0-9A-Za-z]{28}$/.test(text);
}
