import { BucketUnavailable, TableUnavailable } from '../errors.ts';
import { type Check, cannotTell, type Finding, wrong } from './finding.ts';

/** A check and what it found. */
export interface Report {
  readonly name: string;
  readonly finding: Finding;
}

/** Asks one after the other, so that each can stand on those before it. No check can end the others. */
export async function runChecks(checks: readonly Check[]): Promise<Report[]> {
  const reports: Report[] = [];
  for (const check of checks) {
    const missing = check.needs?.find((name) => !isOk(reports, name));
    const finding = missing === undefined ? await askSafely(check) : cannotTell(`First see to: ${missing}.`);
    reports.push({ name: check.name, finding });
  }
  return reports;
}

function isOk(reports: readonly Report[], name: string): boolean {
  return reports.some((report) => report.name === name && report.finding.is === 'ok');
}

async function askSafely(check: Check): Promise<Finding> {
  try {
    return await check.ask();
  } catch (error) {
    if (error instanceof BucketUnavailable || error instanceof TableUnavailable) {
      return wrong(`${error.message}${reasonOf(error)}`, 'Look at its address and the network, then ask again.');
    }
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return wrong(`The check itself failed. ${message}`, 'Run it again; if it fails again, tell us.');
  }
}

function reasonOf({ cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? ` ${cause.message}` : '';
}
