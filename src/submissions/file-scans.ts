import type { ScanRecord } from '../records/scan-record.ts';

/** Returns the scan of a file, as pages show it. */
export function shownScan(scan: ScanRecord | undefined) {
  return {
    state: scan?.state ?? 'off',
    signature: scan?.state === 'infected' ? scan.signature : undefined,
    reason: scan?.state === 'unscannable' ? scan.reason : undefined,
    isReleased: scan?.released !== undefined && scan.state !== 'infected',
  } as const;
}
