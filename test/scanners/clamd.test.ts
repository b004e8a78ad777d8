import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/scanners/clamd-answer.ts';
import { createScanner } from '../../src/scanners/create-scanner.ts';
import { runAll } from '../jobs/job-stage.ts';
import { startTestClamd } from '../support/clamd.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';

describe('readAnswer', () => {
  it.each([
    ['stream: OK', { state: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', { state: 'infected', signature: 'Win.Test.EICAR_HDB-1' }],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', { state: 'unscannable', reason: 'too-large' }],
    ['stream: Heuristics.Encrypted.Zip FOUND', { state: 'unscannable', reason: 'encrypted' }],
    ['INSTREAM size limit exceeded. ERROR', { state: 'unscannable', reason: 'too-large' }],
    ['stream: Can’t allocate memory ERROR', { state: 'failed' }],
    ['OK', { state: 'failed' }],
    ['', { state: 'failed' }],
  ])('readAnswer, "%s", is a verdict', (answer, verdict) => {
    expect(readAnswer(answer)).toEqual(verdict);
  });
});

describe('a clamd that hangs up', () => {
  it('a scan, of more bytes than clamd takes, reads its answer and not the broken pipe', async () => {
    const clamd = await startTestClamd({ maxBytes: 1000 });
    const site = await startTestApp({
      replace: ({ bucket }) => ({
        scanner: createScanner({ name: 'clamd', socket: clamd.socket, maxBytes: 1e9, keepsInfected: false }, bucket),
      }),
    });
    const { client } = await site.signUp();
    const bytes = Buffer.alloc(300_000, 'words and more words ');
    const id = fileIdOf(await submitDocument(client, { ...helloText, bytes }));
    await runAll(site);
    const upload = await site.dependencies.records.uploads.find(id);
    expect(upload?.scan).toMatchObject({ state: 'unscannable', reason: 'too-large' });
    await Promise.all([site.close(), clamd.close()]);
  });
});

/** The file by which scanners are tried, in two halves, so that none of them takes this source for it. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) =>
  existsSync(path),
);
if (program === undefined && process.env.CLAMD === 'installed') throw new Error('clamd is not where it was installed.');
const skipped = program === undefined ? ' (skipped: clamd is not installed)' : '';

describe.skipIf(program === undefined)(`a real clamd${skipped}`, () => {
  let folder: string;
  let site: TestApp;
  let daemon: ReturnType<typeof spawn>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clamd-'));
    const socket = join(folder, 'socket');
    // A signature of the file's own text at its beginning or anywhere: no database of a network.
    const hex = Buffer.from(eicar).toString('hex');
    await writeFile(join(folder, 'test.ndb'), `Eicar-Test-Signature:0:*:${hex}\n`);
    const settings = [`LocalSocket ${socket}`, `DatabaseDirectory ${folder}`, 'Foreground yes', 'AlertExceedsMax yes'];
    await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    daemon = spawn(program ?? '', [`--config-file=${join(folder, 'clamd.conf')}`], { stdio: 'ignore' });
    for (let tries = 0; tries < 600 && !existsSync(socket); tries += 1) await setTimeout(100);
    site = await startTestApp({
      replace: ({ bucket }) => ({
        scanner: createScanner({ name: 'clamd', socket, maxBytes: 100_000_000, keepsInfected: true }, bucket),
      }),
    });
  }, 90_000);
  afterAll(async () => {
    await site?.close();
    daemon?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('POST /forms/documents, EICAR, is accepted at once, then refused to reviewers and kept aside (attack 55)', async () => {
    const { client } = await site.signUp();
    const { client: admin } = await site.signUp({ role: 'admin' });
    const [clean, bad] = [
      fileIdOf(await submitDocument(client)),
      fileIdOf(await submitDocument(client, { ...helloText, bytes: Buffer.from(eicar) })),
    ];
    expect((await admin.get(`/files/${bad}`)).status).toBe(409);
    await runAll(site);
    const { records, bucket } = site.dependencies;
    expect((await records.uploads.find(clean))?.scan?.state).toBe('clean');
    const upload = await records.uploads.find(bad);
    expect(upload).toMatchObject({ quarantined: 'kept', scan: { state: 'infected' } });
    expect([(await admin.get(`/files/${clean}`)).status, (await admin.get(`/files/${bad}`)).status]).toEqual([
      302, 409,
    ]);
    expect(await bucket.head(upload?.key ?? '')).toBeUndefined();
    expect(await bucket.head(`quarantine/${bad}`)).toMatchObject({ size: eicar.length });
  });
});
