import { createHash, randomInt } from 'node:crypto';
import type { Signer } from '../accounts/signed-value.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 28;

/**
 * Returns the secret of a new link: 28 random letters and digits, 166 bits. It has no sign at which a mail or chat
 * program would cut the address off.
 */
export function newShareSecret(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/**
 * Returns the secret of the link that a posted form makes. It is the same each time, so that a form which is posted
 * twice can show its link again. Without the secret of the app, it cannot be told from a random one.
 *
 * @param formKey the random key of the form, with letters, digits, hyphens and underscores, and for whom it was made
 */
export function shareSecretOf(signer: Signer, formKey: string): string {
  let number = BigInt(
    `0x${createHash('sha256')
      .update(signer.sign(`secret_${formKey}`))
      .digest('hex')}`,
  );
  return Array.from({ length }, () => {
    const letter = alphabet[Number(number % BigInt(alphabet.length))];
    number /= BigInt(alphabet.length);
    return letter;
  }).join('');
}

/** True when a text has the form of a link's secret. Any other text costs no look-up. */
export function isShareSecret(text: string): boolean {
  return /^[0-9A-Za-z]{28}$/.test(text);
}
