import { createHmac, timingSafeEqual } from 'node:crypto';

/** Puts the proof that we wrote it behind a text: what a browser brings back was not made up or changed. */
export interface Signer {
  /** `text` is of letters, digits, hyphens and underscores, at most 4,000 of them. */
  sign(text: string): string;
  /** The text, or `undefined` for anything that we did not seal. */
  verify(sealed: string): string | undefined;
}

/**
 * A seal for one purpose, so that what is sealed for another does not open. The first secret seals, all of them open: a
 * new one can be put in front while what the old one sealed is still about.
 *
 * @throws Error without a secret
 */
export function createSigner(secrets: readonly string[], purpose: 'session' | 'single-sign-on'): Signer {
  const [first] = secrets;
  if (first === undefined) throw new Error('A seal needs at least one secret.');
  const mark = (secret: string, text: string) => createHmac('sha256', secret).update(`${purpose}:${text}`).digest();
  return {
    sign: (text) => `${text}.${mark(first, text).toString('base64url')}`,
    verify(sealed) {
      const { text, given } = /^(?<text>[\w-]{1,4000})\.(?<given>[\w-]{43})$/.exec(sealed)?.groups ?? {};
      if (text === undefined || given === undefined) return undefined;
      const givenMark = Buffer.from(given, 'base64url');
      return secrets.some((secret) => timingSafeEqual(mark(secret, text), givenMark)) ? text : undefined;
    },
  };
}
