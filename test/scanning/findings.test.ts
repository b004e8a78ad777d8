import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/run-job.ts';
import { ScannerUnavailable } from '../../src/problems/errors.ts';
import type { Verdict } from '../../src/records/scan-record.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { listFreeJobs, runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { fileIdOf, postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

let site: TestApp;
let submitter: Client;
let admin: Client;
let verdict: Verdict | 'down' | 'asked';
let scanner: { -readonly [Name in keyof Scanner]: Scanner[Name] };

beforeEach(async () => {
  verdict = { state: 'failed' };
  scanner = {
    name: 'clamd',
    keepsInfected: false,
    scan: async () => {
      if (verdict === 'down') throw new ScannerUnavailable('clamd does not answer.');
      return verdict;
    },
  };
  site = await startTestApp({ replace: () => ({ scanner }) });
  submitter = (await site.signUp()).client;
  admin = (await site.signUp({ role: 'admin' })).client;
});
afterEach(() => site.close());

const page = { accept: 'text/html' };
const shown = async (query = '') => (await (await admin.get(`/scans${query}`)).json()).items;
const idsOf = async (query = '') => (await shown(query)).map(({ fileId }: { fileId: string }) => fileId);
const openCount = () => site.dependencies.records.findings.countOpen();

async function sendFile(): Promise<{ id: string; submissionId: string }> {
  const submission = await submitDocument(submitter);
  return { id: fileIdOf(submission), submissionId: submission.id };
}

async function release(id: string): Promise<void> {
  const { state, at } = (await (await admin.get(`/files/${id}`)).json()).scan;
  expect((await admin.post(`/files/${id}/release`, { json: { state, at } })).status).toBe(200);
}

/** Runs the jobs that are due now, some times. */
async function runDue(): Promise<void> {
  for (let round = 0; round < 4; round += 1)
    for (const job of await listFreeJobs(site.dependencies)) await runJob(site.dependencies, job, () => false);
}

describe('GET /submissions/{id}, its receipt', () => {
  const receipt = (id: string) => submitter.get(`/submissions/${id}`, page);

  it('GET /submissions/{id}, a file that is being scanned, refreshes ever less often, and for ten minutes only', async () => {
    verdict = 'down';
    const { submissionId } = await sendFile();
    const first = await receipt(submissionId);
    expect(first.headers.get('Refresh')).toBe('5');
    expect(await first.text()).toContain('This page refreshes by itself.');
    site.advanceSeconds(100);
    expect(Number((await receipt(submissionId)).headers.get('Refresh'))).toBeGreaterThanOrEqual(100);
    site.advanceSeconds(600);
    const late = await receipt(submissionId);
    expect(late.headers.get('Refresh')).toBeNull();
    expect(await late.text()).not.toContain('This page refreshes by itself.');
    expect((await admin.get(`/submissions/${submissionId}`, page)).headers.get('Refresh')).toBeNull();
  });

  it('GET /submissions/{id}, a file with malware, says what happened and what to do, and refreshes no more', async () => {
    verdict = { state: 'infected', signature: 'Test.Signature' };
    const { submissionId } = await sendFile();
    await runAll(site);
    const shown = await receipt(submissionId);
    expect(shown.headers.get('Refresh')).toBeNull();
    expect(await shown.text()).toContain('If it is needed, send a clean one.');
    expect(await (await admin.get(`/submissions/${submissionId}`, page)).text()).not.toContain('send a clean one');
  });

  it('GET /submissions/{id}, a file that could not be scanned, says who can open it until it is released', async () => {
    const { id, submissionId } = await sendFile();
    await runAll(site);
    const sentence = 'Others can when a reviewer releases it.';
    expect(await (await receipt(submissionId)).text()).toContain(sentence);
    await release(id);
    expect(await (await receipt(submissionId)).text()).not.toContain(sentence);
  });
});

describe('GET /scans', () => {
  it('GET /scans, a released file, is in the list of released ones only', async () => {
    const [first, second] = [await sendFile(), await sendFile()];
    await runAll(site);
    expect((await idsOf()).toSorted()).toEqual([first.id, second.id].toSorted());
    await release(first.id);
    expect(await idsOf()).toEqual([second.id]);
    expect(await shown('?show=released')).toMatchObject([{ fileId: first.id, scan: { releasedBy: {} } }]);
    const text = await (await admin.get('/scans?show=released', page)).text();
    expect(text).toMatch(/Released by <bdi[^>]*>user2/);
  });

  it('GET /scans?show=waiting, a file whose scan does not come, has it after ten minutes until its verdict', async () => {
    verdict = 'down';
    const { id } = await sendFile();
    await runDue();
    site.advanceSeconds(300);
    await runDue();
    expect(await idsOf('?show=waiting')).toEqual([]);
    site.advanceSeconds(400);
    await runDue();
    expect(await shown('?show=waiting')).toMatchObject([
      { fileId: id, waitingSince: expect.any(String), scan: { state: 'waiting' } },
    ]);
    expect(await idsOf()).toEqual([]);
    expect(await (await admin.get('/scans?show=waiting', page)).text()).not.toContain('More than an hour');
    site.advanceSeconds(3000);
    expect(await (await admin.get('/scans?show=waiting', page)).text()).toContain('More than an hour');
    verdict = { state: 'clean' };
    await runAll(site);
    expect(await idsOf('?show=waiting')).toEqual([]);
    expect(await openCount()).toEqual({ count: 0, isMore: false });
  });

  it('GET /scans?show=waiting, a file for whose scan GuardDuty was asked, has it', async () => {
    scanner.name = 'guardduty';
    verdict = 'asked';
    const { id } = await sendFile();
    site.advanceSeconds(601);
    await runDue();
    expect(await idsOf('?show=waiting')).toEqual([id]);
  });

  it('GET /scans, a view or a cursor that is none, is refused', async () => {
    await Promise.all([sendFile(), sendFile()]);
    await runAll(site);
    const { nextCursor } = await (await admin.get('/scans?limit=1')).json();
    expect(await (await admin.get(`/scans?limit=1&cursor=${nextCursor}`)).json()).toMatchObject({ nextCursor: null });
    for (const query of ['show=all', `show=waiting&cursor=${nextCursor}`, 'cursor=x'])
      expect((await admin.get(`/scans?${query}`)).status).toBe(422);
  });
});

describe('the number of open findings', () => {
  it('GET /scans, /jobs and /statistics, a file that was not scanned, have their number in the menu for admins', async () => {
    await sendFile();
    await runAll(site);
    for (const path of ['/scans', '/jobs', '/statistics']) {
      const text = await (await admin.get(path, page)).text();
      expect(text).toMatch(/href="\/scans"[^>]*>Scans <span class="badge[^>]*>1<span/);
    }
    let calls = 0;
    const { countOpen } = site.dependencies.records.findings;
    site.dependencies.records.findings.countOpen = async () => {
      calls += 1;
      return countOpen();
    };
    expect(await (await admin.get('/submissions', page)).text()).toContain('href="/scans">Scans</a>');
    expect(calls).toBe(0);
  });

  it('countOpen, files released, found clean or infected, or deleted, counts them no longer', async () => {
    const files = [];
    for (let number = 0; number < 5; number += 1) files.push(await sendFile());
    await runAll(site);
    expect(await openCount()).toEqual({ count: 5, isMore: false });
    const [released, clean, infected, deleted] = files;
    if (!released || !clean || !infected || !deleted) throw new Error('There are too few files.');
    await release(released.id);
    expect(await openCount()).toMatchObject({ count: 4 });
    const later: [string, Verdict][] = [
      [clean.id, { state: 'clean' }],
      [infected.id, { state: 'infected', signature: 'Test.Signature' }],
    ];
    for (const [id, found] of later) {
      const { key = '' } = (await site.dependencies.records.uploads.find(id)) ?? {};
      const at = site.dependencies.clock().toISOString();
      await takeVerdict(site.dependencies, { key, verdict: found, scanner: 'clamd', at });
    }
    expect(await openCount()).toMatchObject({ count: 2 });
    const gone = await admin.post(`/submissions/${deleted.submissionId}/deletion`, { json: { reason: 'Asked for.' } });
    expect(gone.status).toBeLessThan(300);
    await runAll(site);
    expect(await openCount()).toMatchObject({ count: 1 });
  });

  it('countOpen, a file that is listed at the moment of its deletion, counts it no longer (attack 206)', async () => {
    verdict = 'down';
    const { id, submissionId } = await sendFile();
    await runDue();
    const { scans, uploads } = site.dependencies.records;
    const { documents } = site.table;
    const send = documents.send.bind(documents);
    let isListed = false;
    const listFirst = async (command: TransactWriteCommand) => {
      const writes = command instanceof TransactWriteCommand ? (command.input.TransactItems ?? []) : [];
      if (!isListed && writes.some(({ Put }) => Put?.Item?.sk === 'DELETED')) {
        isListed = true;
        const found = await uploads.find(id);
        if (found) await scans.noteLate(found, site.dependencies.clock().toISOString());
      }
      return send(command);
    };
    replaceMethod(documents, 'send', () => listFirst as typeof documents.send);
    const gone = await admin.post(`/submissions/${submissionId}/deletion`, { json: { reason: 'Asked for.' } });
    expect([gone.status, isListed]).toEqual([204, true]);
    await runAll(site);
    expect(await openCount()).toEqual({ count: 0, isMore: false });
  });

  it('countOpen, a verdict before the submission, counts it once the form was sent', async () => {
    const id = await upload(submitter, helloText);
    const { key = '' } = (await site.dependencies.records.uploads.find(id)) ?? {};
    const at = site.dependencies.clock().toISOString();
    const encrypted = { state: 'unscannable', reason: 'encrypted' } as const;
    await takeVerdict(site.dependencies, { key, verdict: encrypted, scanner: 'clamd', at });
    expect(await openCount()).toMatchObject({ count: 0 });
    expect((await postDocuments(submitter, { files: [id] })).status).toBe(201);
    await runAll(site);
    expect(await openCount()).toMatchObject({ count: 1 });
  });
});
