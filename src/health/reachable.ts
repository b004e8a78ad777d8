import type { Ports } from '../ports.ts';
import { BucketUnavailable, TableUnavailable } from '../problems/errors.ts';
import { type Check, type Finding, ok, wrong } from './finding.ts';
import type { ProbeResult } from './probe.ts';

/**
 * The limits of a readiness probe, since load balancers and people do not wait for long. The first call of a process
 * opens a connection, and any single call may fail, so a second one decides.
 */
export const reachTries = { count: 2, timeoutMs: 800 } as const;

const remedies: Readonly<Record<Exclude<ProbeResult, 'ok'>, string>> = {
  missing: 'Deploy the stack, or name the one that it has made (its outputs say which).',
  forbidden: "Give these credentials the rights of the function's role in template.yaml.",
  'wrong-region': 'Set AWS_REGION to where it is.',
};

/** Returns the two cheap checks, which `GET /health/ready` runs too. */
export function connectionChecks({ bucket, records }: Pick<Ports, 'bucket' | 'records'>): readonly Check[] {
  return [
    { name: 'bucket', ask: () => probe('bucket', (signal) => bucket.probe(signal)) },
    { name: 'table', ask: () => probe('table', (signal) => records.probe(signal)) },
  ];
}

async function probe(
  what: string,
  ask: (signal: AbortSignal) => Promise<ProbeResult>,
  triesLeft: number = reachTries.count,
): Promise<Finding> {
  try {
    const found = await ask(AbortSignal.timeout(reachTries.timeoutMs));
    if (found === 'ok') return ok();
    const texts = {
      missing: 'does not exist',
      forbidden: 'may not be used by us',
      'wrong-region': 'is in another region',
    };
    return wrong(`The ${what} ${texts[found]}.`, remedies[found]);
  } catch (error) {
    if (!(error instanceof BucketUnavailable || error instanceof TableUnavailable)) throw error;
    if (triesLeft > 1) return probe(what, ask, triesLeft - 1);
    const fix = 'Look at its address and the network between here and there.';
    return wrong(`The ${what} does not answer.`, fix, error);
  }
}
