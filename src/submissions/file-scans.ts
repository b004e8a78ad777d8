import type { ScanRecord, ScanState, UnscannableReason } from '../records/scan-record.ts';

/** The scan of a file, as pages show it. */
export interface ShownScan {
  readonly state: ScanState;
  /** The name of what was found, for an infected file. */
  readonly signature: string | undefined;
  /** Why a scanner could not look into it. */
  readonly reason: UnscannableReason | undefined;
  readonly isReleased: boolean;
}

/** Returns the scan of a file, as pages show it. */
export function shownScan(scan: ScanRecord | undefined): ShownScan {
  return {
    state: scan?.state ?? 'off',
    signature: scan?.state === 'infected' ? scan.signature : undefined,
    reason: scan?.state === 'unscannable' ? scan.reason : undefined,
    isReleased: scan?.released !== undefined && scan.state !== 'infected',
  };
}
