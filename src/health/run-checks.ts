import { BucketUnavailable, QueueUnavailable, TableUnavailable } from '../problems/errors.ts';
import { type Check, cannotTell, type Finding, wrong } from './finding.ts';

/** A check and its finding. */
export interface Report {
  readonly name: string;
  readonly finding: Finding;
}

/**
 * Runs the checks one after the other. So a check can depend on earlier ones, and each fault is reported once. A check
 * that cannot tell stops no later check, and no check can end the others.
 */
export async function runChecks(checks: readonly Check[]): Promise<Report[]> {
  const reports: Report[] = [];
  const toBeSeenTo = new Set<string>();
  for (const check of checks) {
    const missing = check.needs?.find((name) => toBeSeenTo.has(name));
    const finding = missing === undefined ? await runSafely(check) : cannotTell(`First see to: ${missing}.`);
    if (missing !== undefined || finding.is === 'wrong') toBeSeenTo.add(check.name);
    reports.push({ name: check.name, finding });
  }
  return reports;
}

async function runSafely(check: Check): Promise<Finding> {
  try {
    return await check.ask();
  } catch (error) {
    if (isOutage(error)) {
      return wrong(`${error.message}${reasonOf(error)}`, 'Look at its address and the network, then ask again.');
    }
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return wrong(`The check itself failed. ${message}`, 'Run it again; if it fails again, tell us.');
  }
}

function isOutage(error: unknown): error is Error {
  return [BucketUnavailable, TableUnavailable, QueueUnavailable].some((outage) => error instanceof outage);
}

function reasonOf({ cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? ` ${cause.message}` : '';
}
