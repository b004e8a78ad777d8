import type { ScanRule } from '../forms/scan-rule.ts';
import type { ScanRecord, ScanState } from '../records/scan-record.ts';

/** A file's way to the people who may see it. */
export interface Gate {
  readonly state: ScanState;
  readonly isOpen: boolean;
}

/**
 * Returns whether people may fetch a file now. An infected file never leaves; one that could not be scanned leaves once
 * a reviewer has released it.
 * @param isSubmitter true when the submitter asks
 */
export function gateOf(scan: ScanRecord | undefined, rule: ScanRule, isSubmitter: boolean): Gate {
  const state = scan?.state ?? 'off';
  if (state === 'infected') return { state, isOpen: false };
  const isPassed = state === 'off' || state === 'clean' || scan?.released !== undefined;
  return { state, isOpen: isPassed || rule === 'off' || (rule === 'wait' && isSubmitter) };
}
