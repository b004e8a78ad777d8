import type { Person } from './review-record.ts';

/** The states of a file's scan, in the order in which a file can have them. Without a scan, its state is `off`. */
export const scanStates = ['off', 'waiting', 'clean', 'infected', 'unscannable', 'failed'] as const;

export type ScanState = (typeof scanStates)[number];

/** The rules by which people may fetch the files of a form, from the mildest to the strictest; see `scanRuleOf`. */
export const scanRules = ['off', 'wait', 'required'] as const;

/**
 * When people may fetch the files of a form. `required`: once a scan has found them clean. `wait`: their submitter at
 * once, all others once they are clean. `off`: at once.
 */
export type ScanRule = (typeof scanRules)[number];

/** The programs that look for malware. */
export type ScannerName = 'clamd' | 'guardduty';

/** Why a scanner could not look into a file. */
export type UnscannableReason = 'encrypted' | 'too-large' | 'not-supported';

/** What a scanner says about a file. */
export type Verdict =
  | { readonly state: 'clean' }
  | { readonly state: 'infected'; readonly signature: string }
  | { readonly state: 'unscannable'; readonly reason: UnscannableReason }
  | { readonly state: 'failed' };

/** How far the scan of a file is. It stands in the record of its upload; a file without one is never scanned. */
export type ScanRecord = (Waiting | (Verdict & Scanned)) & {
  /** The reviewer who let people fetch a file that could not be scanned, and when. */
  readonly released?: { readonly by: Person; readonly at: string };
};

interface Waiting {
  readonly state: 'waiting';
  /** The time since which it waits (RFC 3339); set when that has become long. */
  readonly lateSince?: string;
}

interface Scanned {
  readonly scanner: ScannerName;
  /** The time of the verdict (RFC 3339). */
  readonly at: string;
}
