import type { Bucket } from '../storage/bucket.ts';
import type { ClamdSettings } from './clamd.ts';
import type { Scanner } from './scanner.ts';

/** The scanner of a deployment, as its configuration names it. */
export type ScannerSettings = ({ readonly name: 'guardduty' } | ({ readonly name: 'clamd' } & ClamdSettings)) & {
  /** True when infected files are kept, out of reach of the app, for people who examine them. */
  readonly keepsInfected: boolean;
};

/**
 * Creates the scanner of a deployment. Its code is loaded with the first file to scan: requests need its name only.
 */
export function createScanner(
  settings: ScannerSettings,
  { bucket, region, bucketName }: { readonly bucket: Bucket; readonly region: string; readonly bucketName: string },
): Scanner {
  const { name, keepsInfected } = settings;
  return {
    ...{ name, keepsInfected },
    async scan(object) {
      if (settings.name === 'clamd') {
        const { scanWithClamd } = await import('./clamd.ts');
        return scanWithClamd(settings, bucket, object);
      }
      const { askGuardDuty } = await import('./guardduty.ts');
      return askGuardDuty({ region, bucketName }, object);
    },
  };
}
