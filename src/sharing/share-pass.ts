import type { Signer } from '../accounts/signed-value.ts';
import { minuteSeconds } from '../values/duration.ts';

/** The time for which a person may come back to a link, once they have opened it. */
export const passSeconds = 30 * minuteSeconds;

/** Returns the signed text by which a browser shows, until a time, that it has opened a link. */
export function signPass(signer: Signer, shareId: string, until: Date): string {
  return signer.sign(`${shareId}_${Math.floor(until.getTime() / 1000)}`);
}

/** True when a text is a pass for this link that has not expired. */
export function isPass(signer: Signer, signed: string | undefined, shareId: string, now: Date): boolean {
  const text = signed && signer.verify(signed);
  if (!text?.startsWith(`${shareId}_`)) return false;
  return Number(text.slice(shareId.length + 1)) * 1000 > now.getTime();
}
