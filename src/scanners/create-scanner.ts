import { ScannerUnavailable } from '../problems/errors.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { ClamdSettings } from './clamd.ts';
import type { ObjectToScan, Scanner } from './scanner.ts';

/** The scanner of a deployment, as its configuration names it. */
export type ScannerSettings = ({ readonly name: 'guardduty' } | ({ readonly name: 'clamd' } & ClamdSettings)) & {
  /** True when infected files are kept, out of reach of the app, for people who examine them. */
  readonly keepsInfected: boolean;
};

/**
 * Creates the scanner of a deployment. Its code is loaded with the first file to scan: requests need its name only.
 * @param askGuardDuty asks for a scan; absent where no files are scanned, as in the functions of people's requests
 */
export function createScanner(
  settings: ScannerSettings,
  bucket: Bucket,
  askGuardDuty?: (object: ObjectToScan) => Promise<'asked'>,
): Scanner {
  const { name, keepsInfected } = settings;
  return {
    ...{ name, keepsInfected },
    async scan(object) {
      if (settings.name === 'clamd') {
        const { scanWithClamd } = await import('./clamd.ts');
        return scanWithClamd(settings, bucket, object);
      }
      if (!askGuardDuty) throw new ScannerUnavailable('Only the worker asks GuardDuty.');
      return askGuardDuty(object);
    },
  };
}
