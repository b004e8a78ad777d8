import type { Config } from '../../src/config.ts';
import { type Check, cannotTell, ok, wrong } from '../../src/health/finding.ts';
import { askClamdVersion } from '../../src/scanners/clamd.ts';

/** Checks that the scanner of files responds. */
export function scannerResponds({ scanner }: Pick<Config, 'scanner'>): Check {
  return {
    name: 'scanner',
    async ask() {
      if (scanner === undefined) return ok('none: files are not scanned');
      if (scanner.name === 'guardduty') return cannotTell('GuardDuty scans by itself; its results come as events.');
      try {
        return ok(await askClamdVersion(scanner));
      } catch {
        const fix = 'Start clamd, and set CLAMD_SOCKET to its LocalSocket or to tcp://host:port.';
        return wrong('clamd does not respond: files wait for their scan.', fix);
      }
    },
  };
}
