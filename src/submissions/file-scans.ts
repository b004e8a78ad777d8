import type { ScanRecord, ScanState } from '../records/scan-record.ts';

/** Returns the scan of a file, as pages show it. */
export function shownScan(scan: ScanRecord | undefined) {
  const state: ScanState = scan?.state ?? 'off';
  return {
    state,
    at: scan && 'at' in scan ? scan.at : undefined,
    signature: scan?.state === 'infected' ? scan.signature : undefined,
    reason: scan?.state === 'unscannable' ? scan.reason : undefined,
    isReleased: scan?.released !== undefined && state !== 'infected',
  };
}

/** Returns the scan of a file as JSON. The name of the reviewer who has released it is for reviewers. */
export function describeScan(scan: ScanRecord | undefined, isReviewer: boolean) {
  const { state, at = null, signature = null, reason = null } = shownScan(scan);
  const by = scan?.released?.by;
  return {
    state,
    scanner: scan && 'scanner' in scan ? scan.scanner : null,
    at,
    signature,
    reason,
    releasedBy: isReviewer && by ? { id: by.id, username: by.username } : null,
    releasedAt: scan?.released?.at ?? null,
  };
}
