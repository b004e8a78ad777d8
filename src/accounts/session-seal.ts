import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the session cookie holds: a session's id, and the proof that we gave it out, so that made-up ids cost no
 * look-up.
 */
export interface SessionSeal {
  seal(id: string): string;
  /** The id, or `undefined` for anything that we did not seal. */
  open(cookie: string): string | undefined;
}

/** The first secret seals, all of them open: a new one can be put in front while the old one's cookies still run. */
export function createSessionSeal(secrets: readonly string[]): SessionSeal {
  const [first] = secrets;
  if (first === undefined) throw new Error('A session seal needs at least one secret.');
  return {
    seal: (id) => `${id}.${mark(first, id).toString('base64url')}`,
    open(cookie) {
      const { id, given } = /^(?<id>[\w-]{20,64})\.(?<given>[\w-]{43})$/.exec(cookie)?.groups ?? {};
      if (id === undefined || given === undefined) return undefined;
      const givenMark = Buffer.from(given, 'base64url');
      return secrets.some((secret) => timingSafeEqual(mark(secret, id), givenMark)) ? id : undefined;
    },
  };
}

/** The prefix keeps this use of the secret apart from any other. */
function mark(secret: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`session:${id}`).digest();
}
