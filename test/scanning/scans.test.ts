import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScannerUnavailable } from '../../src/problems/errors.ts';
import type { Verdict } from '../../src/records/scan-record.ts';
import { createScanner } from '../../src/scanners/create-scanner.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';
import { runAll } from '../jobs/job-stage.ts';
import { startTestClamd, type TestClamd } from '../support/clamd.ts';
import type { Client } from '../support/client.ts';
import { fileIdOf, postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FileToSend, helloText, start, upload } from '../support/uploading.ts';

const [malware, signature] = ['these bytes are malware to the stand-in', 'Test.Signature'];
const infectedText: FileToSend = { ...helloText, filename: 'bad.txt', bytes: Buffer.from(`Hello. ${malware}\n`) };
const largeText: FileToSend = { ...helloText, filename: 'large.txt', bytes: Buffer.alloc(5000, 'words ') };

let clamd: TestClamd;
let site: TestApp;
let submitter: Client;
let admin: Client;
let counts: string[];
let isDown: boolean;

beforeEach(async () => {
  clamd = await startTestClamd((bytes) => (bytes.includes(malware) ? `stream: ${signature} FOUND` : 'stream: OK'));
  [counts, isDown] = [[], false];
  site = await startTestApp({
    replace: ({ bucket }) => ({
      scanner: failing(
        createScanner({ name: 'clamd', socket: clamd.socket, maxBytes: 4000, keepsInfected: false }, bucket),
      ),
      metrics: { ...noMetrics, count: (name: string) => void counts.push(name) },
    }),
  });
  submitter = (await site.signUp()).client;
  admin = (await site.signUp({ role: 'admin' })).client;
});
afterEach(async () => {
  await site.close();
  clamd.close();
});

/** Returns the scanner, which does not answer while `isDown`. */
function failing(scanner: Scanner): Scanner {
  return {
    ...scanner,
    scan: (object) =>
      isDown ? Promise.reject(new ScannerUnavailable('clamd does not answer.')) : scanner.scan(object),
  };
}

const page = { accept: 'text/html' };
const statusOf = async (client: Client, id: string) => (await client.get(`/files/${id}`)).status;
const kindsOf = async (id: string) => {
  const { items } = await (await admin.get(`/submissions/${id}/events`)).json();
  return items.map(({ kind }: { kind: string }) => kind);
};

describe('files of a form whose submitter need not wait', () => {
  it('GET /files/{id}, before its scan, is for the submitter only, and then for reviewers too (attack 57)', async () => {
    const submission = await submitDocument(submitter);
    const id = fileIdOf(submission);
    expect([await statusOf(submitter, id), await statusOf(admin, id)]).toEqual([302, 409]);
    const refused = await admin.get(`/files/${id}`);
    expect(refused.headers.get('Retry-After')).toBe('5');
    expect(await refused.json()).toMatchObject({ scan: { state: 'waiting' } });
    const shown = await admin.get(`/files/${id}`, page);
    expect([shown.status, shown.headers.get('Refresh')]).toEqual([409, '5']);
    expect(await shown.text()).toContain('Checking this file');

    await runAll(site);
    expect([await statusOf(submitter, id), await statusOf(admin, id)]).toEqual([302, 302]);
    expect(clamd.scans()).toBe(1);
    const { files } = await (await admin.get(`/submissions/${submission.id}`)).json();
    expect(files.files[0].scan).toMatchObject({ state: 'clean', scanner: 'clamd' });
  });

  it('POST /forms/documents, an infected file, is accepted, and then no one gets it any more (attack 55)', async () => {
    const submission = await submitDocument(submitter, infectedText);
    const id = fileIdOf(submission);
    const key = (await site.dependencies.records.uploads.find(id))?.key ?? '';
    await runAll(site);
    expect([await statusOf(submitter, id), await statusOf(admin, id)]).toEqual([409, 409]);
    expect(await site.dependencies.bucket.head(key)).toBeUndefined();
    const { files } = await (await submitter.get(`/submissions/${submission.id}`)).json();
    expect(files.files[0].scan).toMatchObject({ state: 'infected', signature });
    expect((await kindsOf(submission.id)).filter((kind: string) => kind === 'infected')).toHaveLength(1);
    const receipt = await (await submitter.get(`/submissions/${submission.id}`, page)).text();
    expect(receipt).toContain(signature);
    expect(receipt).not.toContain(`href="/files/${id}"`);
    const { items } = await (await admin.get('/scans')).json();
    expect(items).toMatchObject([{ fileId: id, filename: 'bad.txt', scan: { state: 'infected' } }]);
    expect(await (await admin.get('/scans', page)).text()).toContain('bad.txt');
  });

  it('POST /exports, files that may not be fetched, leaves them out and says why', async () => {
    await submitDocument(submitter, infectedText);
    await submitDocument(submitter);
    await runAll(site);
    isDown = true;
    await submitDocument(submitter, { ...helloText, filename: 'waits.txt' });
    const { id } = await (await admin.post('/exports', { json: { form: 'documents' } })).json();
    for (let round = 0; round < 3; round += 1) {
      await runDue();
      site.advanceSeconds(100);
    }
    const { files, missing, state } = await (await admin.get(`/exports/${id}`)).json();
    expect({ state, files, missing }).toMatchObject({ state: 'ready' });
    const record = await site.dependencies.records.exports.find(id);
    expect(record?.counts).toMatchObject({ files: 1, missing: 2 });
  });

  it('GET /exports/{id}/file, malware found after it was made, is gone (attack 55)', async () => {
    const submission = await submitDocument(submitter);
    await runAll(site);
    const { id } = await (await admin.post('/exports', { json: { form: 'documents' } })).json();
    await runAll(site);
    expect((await admin.get(`/exports/${id}/file`)).status).toBe(302);
    const key = (await site.dependencies.records.uploads.find(fileIdOf(submission)))?.key ?? '';
    const at = site.dependencies.clock().toISOString();
    await takeVerdict(site.dependencies, { key, verdict: { state: 'infected', signature }, scanner: 'clamd', at });
    expect((await admin.get(`/exports/${id}/file`)).status).toBe(410);
  });
});

describe('files that could not be scanned', () => {
  it('POST /files/{id}/release, a file above the limit, opens it for reviewers with one event', async () => {
    const submission = await submitDocument(submitter, largeText);
    const id = fileIdOf(submission);
    await runAll(site);
    expect(clamd.scans()).toBe(0);
    const { scan } = await (await admin.get(`/files/${id}`)).json();
    expect(scan).toMatchObject({ state: 'unscannable', reason: 'too-large' });
    expect(await (await admin.get(`/submissions/${submission.id}`, page)).text()).toContain(`/files/${id}/release`);
    const json = { state: scan.state, at: scan.at };
    expect((await submitter.post(`/files/${id}/release`, { json })).status).toBe(404);
    expect((await admin.post(`/files/${id}/release`, { json })).status).toBe(200);
    expect((await admin.post(`/files/${id}/release`, { json })).status).toBe(200);
    expect(await statusOf(admin, id)).toBe(302);
    expect((await kindsOf(submission.id)).filter((kind: string) => kind === 'released')).toHaveLength(1);
  });
});

describe('a scanner that is down', () => {
  it('the job of a scan, while the scanner does not answer, loses nothing, tells once after an hour and goes on', async () => {
    isDown = true;
    const id = fileIdOf(await submitDocument(submitter));
    for (let minutes = 0; minutes < 130; minutes += 10) {
      await runDue();
      site.advanceSeconds(600);
    }
    expect(await statusOf(admin, id)).toBe(409);
    expect(counts.filter((name) => name === 'ScanOverdue')).toHaveLength(1);
    expect(await site.dependencies.records.jobs.listDead(10)).toMatchObject({ items: [] });
    isDown = false;
    await runAll(site);
    expect(await statusOf(admin, id)).toBe(302);
  });
});

describe('verdicts before the submission', () => {
  it('POST /forms/documents, a file that is known as infected, refuses it by its name', async () => {
    const id = await upload(submitter, helloText);
    const { key = '' } = (await site.dependencies.records.uploads.find(id)) ?? {};
    const at = site.dependencies.clock().toISOString();
    const infected = { key, verdict: { state: 'infected', signature }, scanner: 'clamd', at } as const;
    expect(await takeVerdict(site.dependencies, infected)).toBe('taken');
    expect(await takeVerdict(site.dependencies, infected)).toBe('known');
    const response = await postDocuments(submitter, { files: [id] });
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toContain(signature);
    expect(await site.dependencies.bucket.head(key)).toBeUndefined();
  });

  it('takeVerdict, verdicts in any order and number, ends with the weightiest', async () => {
    const verdicts: Verdict[] = [
      { state: 'clean' },
      { state: 'infected', signature },
      { state: 'unscannable', reason: 'encrypted' },
      { state: 'failed' },
    ];
    const weights = ['failed', 'unscannable', 'clean', 'infected'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 5 }), async (given) => {
        const { id } = await start(submitter, helloText);
        const { key = '' } = (await site.dependencies.records.uploads.find(id)) ?? {};
        const at = site.dependencies.clock().toISOString();
        for (const verdict of given) await takeVerdict(site.dependencies, { key, verdict, scanner: 'guardduty', at });
        const last = Math.max(...given.map(({ state }) => weights.indexOf(state)));
        expect((await site.dependencies.records.uploads.find(id))?.scan?.state).toBe(weights[last]);
        await submitter.send('DELETE', `/uploads/${id}`);
      }),
      { numRuns: 10 },
    );
  });
});

/** Runs the jobs that are due now, once. */
async function runDue(): Promise<void> {
  const { listFreeJobs } = await import('../jobs/job-stage.ts');
  const { runJob } = await import('../../src/jobs/run-job.ts');
  for (let round = 0; round < 4; round += 1)
    for (const job of await listFreeJobs(site.dependencies)) await runJob(site.dependencies, job, () => false);
}
