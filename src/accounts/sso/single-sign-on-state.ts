import * as z from 'zod';
import type { Signer } from '../signed-value.ts';

/** The state of a sign-in while the browser is at the sign-in provider. */
const State = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  expiresAt: z.number(),
});

/**
 * The state of a sign-in in progress. `state` and `nonce` tell the callback from a planted one, `verifier` (PKCE) from
 * a stolen one; `next` is the address that the person wanted, `expiresAt` is in epoch milliseconds.
 */
export type SingleSignOnState = z.infer<typeof State>;

/**
 * Returns the state as a signed cookie. The browser may read it, since it holds only values of this browser. The app
 * stores nothing for visitors who never come back.
 */
export function signState(signer: Signer, state: SingleSignOnState): string {
  return signer.sign(Buffer.from(JSON.stringify(state)).toString('base64url'));
}

/**
 * Returns the state in a cookie, or `undefined` when the cookie is not valid. It is not valid when this app did not
 * write it, when it has expired, or when its form is an older one: a deployment may come between.
 */
export function verifyState(signer: Signer, cookie: string, now: Date): SingleSignOnState | undefined {
  const text = signer.verify(cookie);
  if (text === undefined) return undefined;
  const { data: state } = State.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return state && state.expiresAt > now.getTime() ? state : undefined;
}
