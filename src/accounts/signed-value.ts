import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs a text and verifies it, so that the app detects a cookie that a browser made up or changed. */
export interface Signer {
  /** Returns the text with its signature. `text` has at most 4,000 letters, digits, hyphens and underscores. */
  sign(text: string): string;
  /** Returns the text, or `undefined` for a value without a valid signature. */
  verify(signed: string): string | undefined;
}

/**
 * Creates a signer for one purpose; a value signed for another purpose does not verify. The first secret signs, all of
 * them verify: a new secret can be put in front while values of the old one are still in use.
 *
 * @throws Error without a secret
 */
export function createSigner(
  secrets: readonly string[],
  purpose: 'session' | 'single-sign-on' | 'shared-link',
): Signer {
  const [first] = secrets;
  if (first === undefined) throw new Error('A signer needs at least one secret.');
  const mark = (secret: string, text: string) => createHmac('sha256', secret).update(`${purpose}:${text}`).digest();
  return {
    sign: (text) => `${text}.${mark(first, text).toString('base64url')}`,
    verify(signed) {
      const { text, given } = /^(?<text>[\w-]{1,4000})\.(?<given>[\w-]{43})$/.exec(signed)?.groups ?? {};
      if (text === undefined || given === undefined) return undefined;
      const givenMark = Buffer.from(given, 'base64url');
      return secrets.some((secret) => timingSafeEqual(mark(secret, text), givenMark)) ? text : undefined;
    },
  };
}
