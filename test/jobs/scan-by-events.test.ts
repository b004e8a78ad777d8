import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/run-job.ts';
import { ScannerUnavailable } from '../../src/problems/errors.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { listFreeJobs } from './job-stage.ts';

let site: TestApp;
let asked: string[];
let counts: string[];
let isRefused: boolean;

beforeEach(async () => {
  [asked, counts, isRefused] = [[], [], false];
  const scan = async ({ key }: { key: string }) => {
    asked.push(key);
    if (isRefused) throw new ScannerUnavailable('GuardDuty takes no request for a scan.');
    return 'asked' as const;
  };
  const metrics = { ...noMetrics, count: (name: string) => void counts.push(name) };
  const scanner = { name: 'guardduty', keepsInfected: false, scan } as const;
  site = await startTestApp({ replace: () => ({ scanner, metrics }) });
});
afterEach(() => site.close());

async function passMinutes(minutes: number): Promise<void> {
  site.advanceSeconds(minutes * 60);
  for (const job of await listFreeJobs(site.dependencies)) await runJob(site.dependencies, job, () => false);
}

describe('job scan, where the results are events', () => {
  it.each([
    ['', false],
    [' or cannot be asked for', true],
  ])(
    'a result that does not come%s, is asked for once after ten minutes, and is overdue after an hour',
    async (_, refused) => {
      isRefused = refused;
      const id = fileIdOf(await submitDocument((await site.signUp()).client));
      const stateOf = async () => (await site.dependencies.records.uploads.find(id))?.scan?.state;
      await passMinutes(9);
      expect(asked).toEqual([]);
      await passMinutes(2);
      expect(asked).toHaveLength(1);
      await passMinutes(30);
      expect([asked.length, await stateOf(), counts.includes('ScanOverdue')]).toEqual([1, 'waiting', false]);
      await passMinutes(20);
      expect([asked.length, await stateOf()]).toEqual([1, 'failed']);
      expect(counts.filter((name) => name === 'ScanOverdue')).toHaveLength(1);
      await passMinutes(600);
      expect(asked).toHaveLength(1);
    },
  );
});
