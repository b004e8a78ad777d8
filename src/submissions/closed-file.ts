import { message } from '../messages/message.ts';
import { Problem } from '../problems/problem.ts';
import type { ScanRecord } from '../records/scan-record.ts';
import { minuteSeconds } from '../values/duration.ts';
import { describeScan } from './file-scans.ts';

/** The seconds after which a client asks again for a file that is being scanned. */
export const lookAgainSeconds = 5;

/** The age of a submission up to which its receipt refreshes by itself, in seconds. */
const refreshedSeconds = 10 * minuteSeconds;

/**
 * Returns the seconds after which a receipt refreshes while its files are being scanned; `undefined` where it does not.
 * They grow with its age, so that a slow scan does not disturb its reader.
 */
export function secondsToRefresh(submittedAt: string, scans: readonly { readonly state: string }[], now: Date) {
  const age = Math.round((now.getTime() - Date.parse(submittedAt)) / 1000);
  if (age > refreshedSeconds || scans.every(({ state }) => state !== 'waiting')) return undefined;
  return Math.max(lookAgainSeconds, age);
}

/** Why a gate is closed. */
export type ClosedState = 'waiting' | 'infected' | 'unscannable' | 'failed';

/** Returns why the gate of a file is closed. */
export function closedStateOf(scan: ScanRecord | undefined): ClosedState {
  return scan === undefined || scan.state === 'clean' ? 'waiting' : scan.state;
}

/** Returns the problem of a file whose gate is closed. Programs read the state of its scan in it. */
export function closedProblem(scan: ScanRecord | undefined, isReviewer: boolean): Problem {
  const members = { scan: describeScan(scan, isReviewer) };
  if (scan?.state === 'infected')
    return new Problem('conflict', message('file-is-infected', { signature: scan.signature }), { members });
  if (scan?.state === 'unscannable')
    return new Problem('conflict', message('file-not-scannable', { reason: scan.reason }), { members });
  if (scan?.state === 'failed') return new Problem('conflict', 'file-scan-failed', { members });
  return new Problem('not-there-yet', 'file-being-scanned', { members, retryAfterSeconds: lookAgainSeconds });
}
