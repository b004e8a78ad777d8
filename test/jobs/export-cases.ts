import { expect } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import type { ExportKind, ExportRecord } from '../../src/records/export-record.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { allDocuments, beginExport, freeJob, volumeBytes } from '../exports/export-stage.ts';
import { readArchive } from '../exports/read-archive.ts';
import { submitDocument } from '../support/submitting.ts';
import type { TestApp } from '../support/test-app.ts';
import { runAll, runUntilDeath } from './job-stage.ts';

/** A kind of job: what it starts from, and what must be true after it. */
export interface KindCase {
  readonly kind: string;
  /** True when one run disturbs no other, so that all deaths can share a site. */
  readonly isAlone?: boolean;
  prepare(): Promise<JobRecord>;
  check(): Promise<void>;
}

/** Returns what each kind of job of exports starts from, and what must be true after it. */
export function exportCases(site: () => TestApp): KindCase[] {
  let started: ExportRecord;
  const admins = new WeakMap<TestApp, User>();
  /** Returns an admin of a site, who has one submission to export. */
  const findAdmin = async (): Promise<User> => {
    const known = admins.get(site());
    if (known) return known;
    await submitDocument((await site().signUp()).client);
    await runAll(site());
    const { user } = await site().signUp({ role: 'admin' });
    admins.set(site(), user);
    return user;
  };
  const begin = async (kind: ExportKind) => {
    started = await beginExport(site(), await findAdmin(), allDocuments, kind);
  };
  const beginAndRun = async (...kinds: string[]): Promise<JobRecord> => {
    await begin('zip');
    for (const kind of kinds.slice(0, -1)) await runUntilDeath(site(), await freeJob(site(), kind));
    return freeJob(site(), kinds.at(-1) ?? '');
  };
  const check = async () => {
    const record = await site().dependencies.records.exports.find(started.id);
    expect(record).toMatchObject({ state: 'ready', counts: { submissions: 1, files: 1, missing: 0 } });
    expect(record?.workKeys).toEqual([expect.stringMatching(/\/found$/)]);
    const entries = readArchive(await volumeBytes(site(), started));
    expect([...entries.keys()].slice(0, 2)).toEqual(['manifest.csv', 'manifest.json']);
    expect([...entries].slice(2).map(([path, bytes]) => [path, String(bytes)])).toEqual([
      [expect.stringMatching(/^1-user\d+\/files\/hello\.txt$/), 'Hello, bucket.'],
    ]);
  };
  return [
    { kind: 'export-plan', isAlone: true, prepare: () => beginAndRun('export-plan'), check },
    { kind: 'export-range', isAlone: true, prepare: () => beginAndRun('export-plan', 'export-range'), check },
    {
      kind: 'export-finish',
      isAlone: true,
      prepare: () => beginAndRun('export-plan', 'export-range', 'export-finish'),
      check,
    },
    {
      kind: 'export-rows',
      isAlone: true,
      async prepare() {
        await begin('csv');
        return freeJob(site(), 'export-rows');
      },
      async check() {
        const lines = String(await volumeBytes(site(), started)).split('\r\n');
        expect(lines).toEqual([
          expect.stringMatching(/^\ufeffNumber,ID,Sent,From,State,Assignee,Labels,/),
          expect.stringMatching(/^1,[\w-]+,[\dT:.-]+Z,user\d+,New,,,Boots,.*hello\.txt$/),
          '',
        ]);
      },
    },
  ];
}
