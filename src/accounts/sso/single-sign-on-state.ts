import * as z from 'zod';
import type { Signer } from '../signed-value.ts';

/** What must be remembered while a browser is at the sign-in provider. */
const State = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  expiresAt: z.number(),
});

/**
 * By `state` and `nonce` the way back is told from a planted one, by `verifier` (PKCE) from a stolen one; `next` is
 * where the person wanted to go, `expiresAt` is in epoch milliseconds.
 */
export type SingleSignOnState = z.infer<typeof State>;

/**
 * As a sealed cookie. The browser may read it, all of it is the browser's own; nothing is kept for visitors who never
 * come back.
 */
export function signState(seal: Signer, state: SingleSignOnState): string {
  return seal.sign(Buffer.from(JSON.stringify(state)).toString('base64url'));
}

/**
 * What the cookie says; `undefined` for anything that we did not write, wrote too long ago, or wrote in another way than
 * today: a deployment may come between going and coming back.
 */
export function verifyState(seal: Signer, cookie: string, now: Date): SingleSignOnState | undefined {
  const text = seal.verify(cookie);
  if (text === undefined) return undefined;
  const { data: state } = State.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return state && state.expiresAt > now.getTime() ? state : undefined;
}
