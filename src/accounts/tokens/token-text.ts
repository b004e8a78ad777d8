import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 32;
const checksumLength = 6;

/**
 * A new API token: `slc_`, 32 letters and digits from a secure source (190 bits), and 6 that are the CRC-32 of the
 * rest. A prefix lets secret scanners find tokens, a checksum lets us and them tell a typo from a token without asking
 * the table; there is no sign at which a double click stops.
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function newTokenText(): string {
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `slc_${secret}${checksumOf(secret)}`;
}

/** Whether this can be a token of ours at all. */
export function isTokenText(text: string): boolean {
  const { secret, checksum } = /^slc_(?<secret>[0-9A-Za-z]{32})(?<checksum>[0-9A-Za-z]{6})$/.exec(text)?.groups ?? {};
  return secret !== undefined && checksumOf(secret) === checksum;
}

function checksumOf(secret: string): string {
  let rest = crc32(secret);
  let digits = '';
  for (let place = 0; place < checksumLength; place++) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
