import { crc32 } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSource, submissionsOf } from '../../bench/export/stage.ts';
import type { User } from '../../src/accounts/users/user.ts';
import { partsOf } from '../../src/exports/archive-plan.ts';
import { readPartBytes } from '../../src/exports/byte-order.ts';
import { readEntryLines } from '../../src/exports/entry-lines.ts';
import { foundKeysOf } from '../../src/exports/export-keys.ts';
import { finishExport } from '../../src/exports/finish-export.ts';
import { layOutExport } from '../../src/exports/lay-out-export.ts';
import { progressOf } from '../../src/exports/own-export.ts';
import { startExport } from '../../src/exports/start-export.ts';
import { volumeLimits } from '../../src/exports/volumes.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { loadMessages } from '../../src/messages/messages.ts';
import { Problem } from '../../src/problems/problem.ts';
import type { ExportRecord } from '../../src/records/export-record.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { encodeCrc32 } from '../../src/storage/crc32-header.ts';
import { listFreeJobs, runAll, runUntilDeath } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';
import { allDocuments, beginExport, freeJob, volumeBytes } from './export-stage.ts';
import { readArchive } from './read-archive.ts';

const MiB = 1024 ** 2;

let site: TestApp;
let client: Client;
let submitter: User;
let admin: User;

beforeEach(async () => {
  site = await startTestApp();
  ({ client, user: submitter } = await site.signUp({ username: '=HYPERLINK("x")' }));
  ({ user: admin } = await site.signUp({ role: 'admin' }));
});
afterEach(() => site.close());

const find = async ({ id }: ExportRecord): Promise<ExportRecord> => {
  const record = await site.dependencies.records.exports.find(id);
  if (!record) throw new Error('There is no such export.');
  return record;
};

/** Runs the job of a kind that is due. */
const run = async (kind: string) => runJob(site.dependencies, await freeJob(site, kind), () => false);

const archiveOf = async (record: ExportRecord) => readArchive(await volumeBytes(site, record));

/** Makes the bucket one that, as Ceph 16, keeps no checksum of the whole of an object made of parts. */
function proveNothing(): void {
  const { assembly } = site.dependencies.bucket;
  const { begin } = assembly;
  assembly.begin = async (key, contentType) => ({ ...(await begin(key, contentType)), isProven: false });
}

/** Makes the index find these submissions, and no others. */
function findOnly(submissions: readonly SubmissionRecord[]): void {
  const { records } = site.dependencies;
  const found = submissions.map(({ id }) => ({ cursor: id, id, review: undefined, row: undefined }));
  records.index.find = async () => ({ found, next: null, previous: null, isCutShort: false, counts: {} });
  records.submissions.findAll = async () => [...submissions];
}

describe('an archive', () => {
  it('archive, of submissions with hostile names, has safe and different paths, and the manifest first (attack 149)', async () => {
    const named = ['../../etc/passwd.txt', '..\\..\\up.txt', 'CON.txt', 'a.txt', 'A.TXT', '=cmd().txt'];
    const files = [];
    for (const filename of named) files.push(await upload(client, { ...helloText, filename }));
    await postDocuments(client, { files });
    await runAll(site);
    const record = await beginExport(site, admin);
    await runAll(site);
    const paths = [...(await archiveOf(record)).keys()];
    expect(paths.slice(0, 2)).toEqual(['manifest.csv', 'manifest.json']);
    expect(paths).toHaveLength(2 + named.length);
    expect(paths.filter((path) => /(^|\/)\.\.|\\|^[/=+@-]|[<>:"|?*]/.test(path))).toEqual([]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  it('archive, of a form without submissions, has the manifest alone', async () => {
    const record = await beginExport(site, admin);
    await runAll(site);
    const entries = await archiveOf(record);
    expect([...entries.keys()]).toEqual(['manifest.csv', 'manifest.json']);
    expect(JSON.parse(String(entries.get('manifest.json')))).toEqual({ submissions: [] });
  });

  it('archive, of one submission for its submitter, has the receipt as a page without scripts', async () => {
    const submission = await submitDocument(client);
    const record = await beginExport(site, submitter, { submissionId: submission.id });
    await runAll(site);
    const entries = await archiveOf(record);
    const html = String(entries.get('receipt.html'));
    const path = [...entries.keys()].at(-1) ?? '';
    expect(html).toContain(`href="${path.split('/').map(encodeURIComponent).join('/')}"`);
    expect(html).toContain('Boots');
    expect(html).not.toMatch(/<script|https?:|src=/);
    expect((await find(record)).volumes).toMatchObject([{ filename: 'documents-1.zip' }]);
  });

  it('archive, whose submission has a file that is gone, names it and the reason in the manifest', async () => {
    await submitDocument(client);
    const { files } = await submitDocument(client);
    await runAll(site);
    const key = await keyOf(files.files?.[0]?.id ?? '');
    const { s3, name: Bucket } = createBucketClient(site.config);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    const record = await beginExport(site, admin);
    await runAll(site);
    const entries = await archiveOf(record);
    expect(entries.size).toBe(3);
    expect((await find(record)).counts).toMatchObject({ submissions: 2, files: 1, missing: 1 });
    const [newest] = JSON.parse(String(entries.get('manifest.json'))).submissions;
    expect(newest.files).toMatchObject([{ path: null, missing: 'The file is no longer there' }]);
    expect(String(entries.get('manifest.csv'))).toContain('The file is no longer there');
  });
});

describe('an archive under way', () => {
  it('source, changed after the plan, is missing in the manifest of a new plan', async () => {
    const { files } = await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    await run('export-plan');
    const { s3, name: Bucket } = createBucketClient(site.config);
    const Key = await keyOf(files.files?.[0]?.id ?? '');
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'Other bytes.!!' }));
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', attempt: 2, counts: { files: 0, missing: 1 } });
    expect(String((await archiveOf(record)).get('manifest.json'))).toContain('not what was sent');
  });

  it.each([
    ['that proves the whole', true],
    ['that proves nothing', false],
  ])(
    'bytes, other than the plan predicts, in a bucket %s, are refused, and the archive made again once',
    async (_what, isProven) => {
      if (!isProven) proveNothing();
      await submitDocument(client);
      await runAll(site);
      const record = await beginExport(site, admin);
      for (const attempt of [1, 2]) {
        await run('export-plan');
        const planned = await find(record);
        expect(planned.attempt).toBe(attempt);
        const volumes = planned.volumes.map((volume) => ({ ...volume, crc32: (volume.crc32 ^ 1) >>> 0 }));
        await site.dependencies.records.exports.change(planned, { volumes });
        await run('export-range');
        await run('export-finish');
      }
      expect(await find(record)).toMatchObject({ state: 'failed', error: 'export-damaged', hasFailedProof: true });
      expect(site.logLines.filter(({ message }) => message === 'An export is planned anew.')).toHaveLength(2);
    },
  );

  it('archive, in a bucket that proves nothing, has the bytes of large files, which were read', async () => {
    proveNothing();
    const source = await makeSource(createBucketClient(site.config), 'files/large', 21_000_000);
    findOnly(submissionsOf([source]));
    const record = await beginExport(site, admin);
    await run('export-plan');
    expect((await find(record)).volumes).toMatchObject([{ isProven: false, archive: { readPartBytes } }]);
    expect((await find(record)).volumes[0]?.archive).not.toHaveProperty('pieceBytes');
    await runAll(site);
    const bytes = [...(await archiveOf(record)).values()].at(-1) ?? Buffer.of();
    expect([bytes.byteLength, encodeCrc32(crc32(bytes))]).toEqual([source.size, source.crc32]);
  });

  it('range, in a bucket that proves nothing, its worker killed at every call, makes the archive as planned', async () => {
    proveNothing();
    await submitDocument(client);
    await runAll(site);
    for (let atCall = 1, hasDied = true; hasDied; atCall += 1) {
      const record = await beginExport(site, admin);
      await run('export-plan');
      const job = await freeJob(site, 'export-range');
      hasDied = (await runUntilDeath(site, job, { atCall, isTakingEffect: true })) === undefined;
      await runAll(site);
      expect(await find(record)).toMatchObject({ state: 'ready', attempt: 1 });
    }
  });

  it('range, sent by two workers at once, makes one archive', async () => {
    await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    await run('export-plan');
    const job = await freeJob(site, 'export-range');
    const { records } = site.dependencies;
    const { noteRange } = records.exports;
    let other: Promise<unknown> | undefined;
    // The other worker takes the job when the lease of the first has run out, in the middle of its work.
    const noting: typeof noteRange = async (...parts) => {
      records.exports.noteRange = noteRange;
      site.advanceSeconds(61);
      other = runJob(site.dependencies, job, () => false);
      await Promise.all([other, noteRange(...parts)]);
    };
    records.exports.noteRange = noting;
    await runJob(site.dependencies, job, () => false);
    await other;
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', attempt: 1 });
    expect(await archiveOf(record)).toHaveProperty('size', 3);
  });

  it('range, of parts of another size than those under way, waits for them: buffers are shared (attack 212)', async () => {
    await submitDocument(client);
    await runAll(site);
    const first = await beginExport(site, admin);
    await run('export-plan');
    const job = await freeJob(site, 'export-range');
    const second = await beginExport(site, admin);
    await run('export-plan');
    const other = (await listFreeJobs(site.dependencies)).find(({ id, kind }) => kind === job.kind && id !== job.id);
    if (!other) throw new Error('The second export has no range.');
    const planned = await find(second);
    const volumes = planned.volumes.map((volume) => ({
      ...volume,
      ...(volume.archive && { archive: { ...volume.archive, readPartBytes: 64 * MiB } }),
    }));
    await site.dependencies.records.exports.change(planned, { volumes });
    const sizes: number[] = [];
    replaceMethod(site.dependencies.bucket.assembly, 'sendParts', (sendParts) => async (place, parts, options) => {
      sizes.push(options.readPartBytes);
      if (sizes.length === 1) await runJob(site.dependencies, other, () => false);
      return sendParts(place, parts, options);
    });
    await runJob(site.dependencies, job, () => false);
    expect(sizes).toEqual([readPartBytes]);
    await runAll(site);
    expect(sizes).toEqual([readPartBytes, 64 * MiB]);
    expect([(await find(first)).state, (await find(second)).state]).toEqual(['ready', 'ready']);
  });

  it('last step, carried out twice at once, leaves one archive', async () => {
    await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    await run('export-plan');
    await run('export-range');
    const building = await find(record);
    const finish = () => finishExport(site.dependencies, building, () => false);
    expect(await Promise.all([finish(), finish()])).toEqual([true, true]);
    expect(await find(record)).toMatchObject({ state: 'ready' });
    expect(await archiveOf(record)).toHaveProperty('size', 3);
  });

  it('worker near its end, hands each job on, and the archive is made all the same (attack 67)', async () => {
    await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    for (const kind of ['export-plan', 'export-range', 'export-finish']) {
      const job = await freeJob(site, kind);
      await runJob(site.dependencies, job, () => true);
      await runJob(site.dependencies, job, () => false);
    }
    expect(await find(record)).toMatchObject({ state: 'ready', attempt: 1 });
  });

  it('archive, of more parts than one page of ListParts has, goes on where it broke off, and is made', {
    timeout: 120_000,
  }, async () => {
    const { bucket, records } = site.dependencies;
    findOnly(submissionsOf([await makeSource(createBucketClient(site.config), 'files/large', 1024 * 5.5 * MiB)]));
    const record = await beginExport(site, admin);
    await run('export-plan');
    const planned = await find(record);
    const [volume] = planned.volumes;
    if (!volume?.archive) throw new Error('There is no volume.');
    // The same archive in pieces that are hardly larger than the smallest of S3.
    const archive = { ...volume.archive, pieceBytes: 5.25 * MiB };
    const lines = (await bucket.exports.read(archive.listKey)) ?? Buffer.alloc(0);
    const parts = [...partsOf(readEntryLines(lines), archive)].length;
    expect(parts).toBeGreaterThan(1000);
    const range = { number: 0, volume: 0, firstPart: 1, lastPart: parts, sentBytes: 0, isDone: false };
    await records.exports.change(planned, { volumes: [{ ...volume, parts, archive }] }, { ranges: [range] });
    const job = await freeJob(site, 'export-range');
    let looks = 0;
    await runJob(site.dependencies, job, () => ++looks > 16);
    expect((await records.exports.findRange(planned, 0))?.isDone).toBe(false);
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', attempt: 1 });
    expect((await bucket.head(volume.key))?.size).toBe(volume.size);
  });

  it('archive, of more files than a volume holds, is made of volumes that each have the manifest', async () => {
    const { records } = site.dependencies;
    const source = await makeSource(createBucketClient(site.config), 'files/large', 21_000_000);
    findOnly(submissionsOf(['a', 'b', 'c'].map((name) => ({ ...source, id: name, filename: `${name}.bin` }))));
    const record = await beginExport(site, admin);
    await run('export-plan');
    const planned = await find(record);
    const [messages, foundKeys] = [await loadMessages('en'), foundKeysOf(planned)];
    await records.exports.change(planned, { state: 'planning', attempt: 2 });
    const again = await find(record);
    const search = { foundKeys, counts: planned.counts, messages, isNearEnd: () => false };
    expect(await layOutExport(site.dependencies, again, search, { ...volumeLimits, copiedFiles: 2 })).toBe(true);
    await runAll(site);
    const ready = await find(record);
    expect(ready).toMatchObject({ state: 'ready', volumes: [{ parts: 5 }, { parts: 3 }] });
    expect(ready.volumes.map(({ filename }) => filename.replace(/.*-/, ''))).toEqual(['1.zip', '2.zip']);
    for (const [index, names] of [['a', 'b'], ['c']].entries()) {
      const paths = [...readArchive(await volumeBytes(site, record, index)).keys()];
      expect(paths.slice(0, 2)).toEqual(['manifest.csv', 'manifest.json']);
      expect(paths.slice(2).map((path) => path.split('/').at(-1))).toEqual(names.map((name) => `${name}.bin`));
    }
  });

  it('rights, lost while the archive is made, end it (attack 70)', async () => {
    await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    await run('export-plan');
    await run('export-range');
    const { users } = site.dependencies.records;
    const now = await users.find(admin.id);
    if (!now) throw new Error('There is no such user.');
    site.dependencies.records.users.find = async () => ({ ...now, role: 'user' });
    await run('export-finish');
    site.dependencies.records.users.find = users.find;
    const failed = await find(record);
    expect(failed).toMatchObject({ state: 'failed', error: 'export-rights-lost' });
    expect(await site.dependencies.bucket.head(failed.volumes[0]?.key ?? '-')).toBeUndefined();
  });

  it('progress, before, within and after, follows the ranges', async () => {
    await submitDocument(client);
    await runAll(site);
    const record = await beginExport(site, admin);
    expect(await progressOf(site.dependencies, record)).toEqual({ doneBytes: 0, totalBytes: null, secondsLeft: null });
    await run('export-plan');
    const building = await find(record);
    const total = building.volumes[0]?.size ?? 0;
    expect(await progressOf(site.dependencies, building)).toMatchObject({ doneBytes: 0, totalBytes: total });
    await site.dependencies.records.exports.noteRange(building, 0, { sentBytes: total / 4, isDone: false });
    site.advanceSeconds(10);
    const { secondsLeft } = await progressOf(site.dependencies, building);
    expect(secondsLeft).toBeGreaterThanOrEqual(30);
    expect(secondsLeft).toBeLessThan(90);
  });
});

describe('the number of exports', () => {
  it('user, who asks for a hundred exports at once, gets two (attack 68)', async () => {
    const request = { what: allDocuments, kind: 'zip', language: 'en' } as const;
    const started = await Promise.all(
      Array.from({ length: 100 }, () => startExport(site.dependencies, admin, request)),
    );
    const refused = started.filter((result) => result instanceof Problem);
    expect(refused).toHaveLength(98);
    expect(new Set(refused.map(({ kind, message }) => `${kind} ${message.code}`))).toEqual(
      new Set(['limit-reached export-limit-own']),
    );
    expect((await listFreeJobs(site.dependencies)).filter(({ kind }) => kind === 'export-plan')).toHaveLength(2);
    await runAll(site);
    expect(await startExport(site.dependencies, admin, request)).not.toBeInstanceOf(Problem);
  });

  it('deployment, asked for a sixth export, refuses it until another one ends', async () => {
    const request = { what: allDocuments, kind: 'csv', language: 'en' } as const;
    const results = [];
    for (let number = 0; number < 3; number += 1) {
      const { user } = await site.signUp({ role: 'admin' });
      for (let each = 0; each < 2; each += 1) results.push(await startExport(site.dependencies, user, request));
    }
    const problems = results.filter((result) => result instanceof Problem);
    expect(problems.map(({ message }) => message.code)).toEqual(['export-limit-shared']);
  });

  it('export that never ends, gives its place to others after a day', async () => {
    const request = { what: allDocuments, kind: 'zip', language: 'en' } as const;
    for (let number = 0; number < 2; number += 1) await startExport(site.dependencies, admin, request);
    site.advanceSeconds(25 * 3600);
    expect(await startExport(site.dependencies, admin, request)).not.toBeInstanceOf(Problem);
  });
});

async function keyOf(id: string): Promise<string> {
  return (await site.dependencies.records.uploads.find(id))?.key ?? '-';
}
