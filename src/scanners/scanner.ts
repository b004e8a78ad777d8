import type { ScannerName, Verdict } from '../records/scan-record.ts';

/** An object to scan, in the version that was checked. */
export interface ObjectToScan {
  readonly key: string;
  readonly etag: string;
  /** The bytes of the object. */
  readonly size: number;
}

/** A program that looks for malware in stored objects. */
export interface Scanner {
  readonly name: ScannerName;
  /** True when infected files are kept out of reach; otherwise they are removed. */
  readonly keepsInfected: boolean;
  /**
   * Scans an object. Returns `asked` where the verdict comes later, as an event.
   * @throws ScannerUnavailable when the scanner does not respond
   */
  scan(object: ObjectToScan): Promise<Verdict | 'asked'>;
}
