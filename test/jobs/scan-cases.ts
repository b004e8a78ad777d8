import { expect } from 'vitest';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import type { TestApp } from '../support/test-app.ts';
import type { KindCase } from './export-cases.ts';
import { allItems, listFreeJobs, runAll } from './job-stage.ts';

/** Returns what the jobs of scans start from, and what must be true after them. */
export function scanCases(site: () => TestApp): KindCase[] {
  /** Sends a form while the site has a scanner that says of all files what the test wants. */
  async function submitScanned(state: 'clean' | 'infected') {
    const { dependencies } = site();
    const scan = () => Promise.resolve(state === 'clean' ? { state } : { state, signature: 'Bad.Thing' });
    Object.assign(dependencies, { scanner: { name: 'clamd', keepsInfected: state === 'infected', scan } });
    return submitDocument((await site().signUp()).client);
  }

  async function jobOf(kind: 'scan' | 'quarantine') {
    const job = (await listFreeJobs(site().dependencies)).find((free) => free.kind === kind);
    if (!job) throw new Error('There is no such job.');
    return job;
  }

  return [
    {
      kind: 'scan',
      async prepare() {
        await submitScanned('clean');
        return jobOf('scan');
      },
      async check() {
        const uploads = (await allItems(site())).filter(({ sk }) => sk === 'UPLOAD');
        expect(uploads).toMatchObject([{ scan: { state: 'clean', scanner: 'clamd' } }]);
      },
    },
    {
      kind: 'quarantine',
      async prepare() {
        const id = fileIdOf(await submitScanned('infected'));
        const { dependencies: ports } = site();
        const { key = '' } = (await ports.records.uploads.find(id)) ?? {};
        await runAll({ ...site(), dependencies: { ...ports, scanner: { ...noVerdict } } });
        const verdict = { state: 'infected', signature: 'Bad.Thing' } as const;
        await takeVerdict(ports, { key, verdict, scanner: 'clamd', at: ports.clock().toISOString() });
        return jobOf('quarantine');
      },
      async check() {
        const items = await allItems(site());
        expect(items.filter(({ kind, sk }) => kind === 'infected' && String(sk).startsWith('EVENT#'))).toHaveLength(1);
        const [upload] = items.filter(({ quarantined }) => quarantined === 'kept');
        expect(await site().dependencies.bucket.head(String(upload?.key))).toBeUndefined();
        expect(await site().dependencies.bucket.head(`quarantine/${upload?.id}`)).toBeDefined();
      },
    },
  ];
}

/** A scanner whose verdicts come by themselves. */
const noVerdict = { name: 'guardduty', keepsInfected: true, scan: () => Promise.resolve('asked' as const) } as const;
