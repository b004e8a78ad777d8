import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** What must be remembered while a browser is at the sign-in provider. */
const State = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  expiresAt: z.number(),
});

export type SingleSignOnState = z.infer<typeof State>;

/**
 * As a cookie: the text and the proof that we wrote it. The browser may read it, all of it is the browser's own;
 * nothing is kept for visitors who never come back.
 */
export function sealState(secret: string, state: SingleSignOnState): string {
  const text = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${text}.${mark(secret, text).toString('base64url')}`;
}

/** What the cookie says; `undefined` for anything that we did not write, or wrote too long ago. */
export function openState(secrets: readonly string[], cookie: string, now: Date): SingleSignOnState | undefined {
  const { text, given } = /^(?<text>[\w-]{1,4000})\.(?<given>[\w-]{43})$/.exec(cookie)?.groups ?? {};
  if (text === undefined || given === undefined) return undefined;
  const givenMark = Buffer.from(given, 'base64url');
  if (!secrets.some((secret) => timingSafeEqual(mark(secret, text), givenMark))) return undefined;
  const state = State.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return state.expiresAt > now.getTime() ? state : undefined;
}

/** The prefix keeps this use of the secret apart from any other. */
function mark(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(`single-sign-on:${text}`).digest();
}
