import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { createForms } from '../../src/forms/registry.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { ExportRecord } from '../../src/records/export-record.ts';
import type { ScanRule, Verdict } from '../../src/records/scan-record.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { allDocuments, beginExport, freeJob, volumeBytes } from './export-stage.ts';
import { readArchive } from './read-archive.ts';

const scanner: Scanner = { name: 'clamd', keepsInfected: false, scan: async () => ({ state: 'clean' }) };
const infected: Verdict = { state: 'infected', signature: 'Test.Signature' };

let site: TestApp;
let submitter: Client;
let admin: Client;
let adminUser: User;
let fileId: string;

beforeEach(async () => {
  site = await startTestApp({ replace: () => ({ scanner }) });
  submitter = (await site.signUp()).client;
  ({ client: admin, user: adminUser } = await site.signUp({ role: 'admin' }));
  fileId = fileIdOf(await submitDocument(submitter));
});
afterEach(() => site.close());

const run = async (kind: string) => runJob(site.dependencies, await freeJob(site, kind), () => false);
const find = async ({ id }: Pick<ExportRecord, 'id'>) => site.dependencies.records.exports.find(id);
const download = ({ id }: Pick<ExportRecord, 'id'>) => admin.get(`/exports/${id}/file`);

async function findUpload() {
  const upload = await site.dependencies.records.uploads.find(fileId);
  if (!upload) throw new Error('There is no such upload.');
  return upload;
}

async function bringVerdict(verdict: Verdict, at = site.dependencies.clock().toISOString()): Promise<void> {
  const { key } = await findUpload();
  expect(await takeVerdict(site.dependencies, { key, verdict, scanner: 'clamd', at })).toBe('taken');
}

/** Takes the record with the verdict of the file away. */
async function loseUpload(): Promise<void> {
  const { documents, name: TableName } = site.table;
  await documents.send(new DeleteCommand({ TableName, Key: { pk: `UPLOAD#${fileId}`, sk: 'UPLOAD' } }));
}

/** Declares another rule for the form, as a deployment does. */
function declareRule(scan: ScanRule): void {
  const forms = [...site.dependencies.forms.values()];
  Object.assign(site.dependencies, {
    forms: createForms(forms.map((form) => (form.slug === 'documents' ? { ...form, scan } : form))),
  });
}

async function manifestOf(record: ExportRecord) {
  const { submissions } = JSON.parse(String(readArchive(await volumeBytes(site, record)).get('manifest.json')));
  return submissions[0].files[0];
}

describe('a file without a verdict that can be found', () => {
  it('archive, of a file whose upload is not found, leaves it out and names the reason (attack 191)', async () => {
    await runAll(site);
    await loseUpload();
    const record = await beginExport(site, adminUser);
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 0, missing: 1 } });
    expect(await manifestOf(record)).toMatchObject({
      path: null,
      missing: 'The result of its check for malware was not found',
    });
  });

  it('archive, of such a file where nothing scans, has it', async () => {
    await runAll(site);
    Object.assign(site.dependencies, { scanner: undefined });
    await loseUpload();
    const record = await beginExport(site, adminUser);
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 1, missing: 0 } });
    expect((await download(record)).status).toBe(302);
  });

  it('archive, of such a file of a form that waits for a scanner which is not there, leaves it out', async () => {
    await runAll(site);
    Object.assign(site.dependencies, { scanner: undefined });
    declareRule('required');
    await loseUpload();
    const record = await beginExport(site, adminUser);
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 0, missing: 1 } });
  });
});

describe.each(['copying', 'streaming'])('an archive under way, %s', (way) => {
  let record: ExportRecord;

  beforeEach(async () => {
    await runAll(site);
    replaceMethod(site.dependencies.bucket.assembly, 'begin', (begin) => async (...parts) => {
      const started = await begin(...parts);
      return way === 'copying' ? started : { ...started, isProven: false };
    });
    record = await beginExport(site, adminUser);
    await run('export-plan');
    await run('export-range');
    expect((await find(record))?.volumes).toMatchObject([{ isProven: way === 'copying' }]);
  });

  /** Finishes the archive, after which it was planned anew, without the file. */
  async function expectLeftOut(missing: string): Promise<void> {
    await run('export-finish');
    expect(await find(record)).toMatchObject({ state: 'planning', attempt: 2 });
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 0, missing: 1 } });
    expect(await manifestOf(record)).toMatchObject({ path: null, missing });
  }

  it('malware, found between plan and end, leaves the file out (attack 192)', async () => {
    await bringVerdict(infected);
    await expectLeftOut('It contained malware');
  });

  it('file, which waits for its scan again between plan and end, leaves the file out (attack 192)', async () => {
    const upload = await findUpload();
    await site.dependencies.records.scans.keep(upload, { state: 'waiting' }, []);
    await expectLeftOut('The check for malware is not done');
  });

  it('upload, lost between plan and end, leaves the file out', async () => {
    await loseUpload();
    await expectLeftOut('The result of its check for malware was not found');
  });

  it('list of its files, lost between plan and end, makes the archive anew', async () => {
    for (const key of (await find(record))?.workKeys ?? [])
      if (key.endsWith('/found')) await site.dependencies.bucket.remove(key);
    await run('export-finish');
    expect(await find(record)).toMatchObject({ state: 'planning', attempt: 2 });
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 1 } });
  });

  it('GET /exports/{id}/file, malware found after the end, is gone (attack 55)', async () => {
    await run('export-finish');
    expect((await download(record)).status).toBe(302);
    await bringVerdict(infected);
    const refused = await download(record);
    expect([refused.status, (await refused.json()).detail]).toEqual([410, expect.stringContaining('malware')]);
  });

  it('GET /exports/{id}/file, malware of which the queue tells days after its scan, is gone (attack 205)', async () => {
    await run('export-finish');
    await bringVerdict(infected, '2020-01-01T00:00:00.000Z');
    expect((await download(record)).status).toBe(410);
  });

  it('GET /exports/{id}/file, malware found after the end and the list of its files lost, is gone', async () => {
    await run('export-finish');
    await bringVerdict(infected);
    for (const key of (await find(record))?.workKeys ?? []) await site.dependencies.bucket.remove(key);
    expect((await download(record)).status).toBe(410);
  });
});

describe('an export of what is deleted', () => {
  let submissionId: string;

  beforeEach(async () => {
    ({ submissionId = '' } = await findUpload());
    await submitDocument(submitter);
    await runAll(site);
  });

  const deleteIt = () => deleteSubmission(site.dependencies, submissionId, { keptForDays: 1 });

  it.each(['with a scanner', 'without one'])(
    'archive, %s, of a submission that is deleted between plan and end, is made anew without it (attack 211)',
    async (way) => {
      if (way === 'without one') Object.assign(site.dependencies, { scanner: undefined });
      const record = await beginExport(site, adminUser);
      await run('export-plan');
      await run('export-range');
      site.advanceSeconds(1);
      await deleteIt();
      await run('export-finish');
      expect(await find(record)).toMatchObject({ state: 'planning', attempt: 2 });
      await runAll(site);
      expect(await find(record)).toMatchObject({ state: 'ready', counts: { submissions: 1 } });
      expect((await download(record)).status).toBe(302);
    },
  );

  it.each(['zip', 'csv', 'jsonl'] as const)(
    'GET /exports/{id}/file, %s with a submission that was deleted since, is gone, and one made after that is not (attack 211)',
    async (kind) => {
      const record = await beginExport(site, adminUser, allDocuments, kind);
      await runAll(site);
      site.advanceSeconds(1);
      await deleteIt();
      expect((await download(record)).status).toBe(410);
      await runAll(site);
      const again = await beginExport(site, adminUser, allDocuments, kind);
      await runAll(site);
      expect((await download(again)).status).toBe(302);
    },
  );

  it('GET /exports/{id}/file, an archive of other submissions of the form, leaves after a deletion', async () => {
    const { id } = await submitDocument(submitter);
    await runAll(site);
    const record = await beginExport(site, adminUser, { form: 'documents', ids: [id] });
    await runAll(site);
    await deleteIt();
    expect((await download(record)).status).toBe(302);
  });
});

describe('an archive by other rules', () => {
  it('archive, whose form has its files scanned from now on, is made anew without what was not scanned', async () => {
    declareRule('off');
    await bringVerdict({ state: 'unscannable', reason: 'encrypted' });
    const record = await beginExport(site, adminUser);
    await run('export-plan');
    await run('export-range');
    declareRule('required');
    await run('export-finish');
    expect(await find(record)).toMatchObject({ state: 'planning', attempt: 2 });
    await runAll(site);
    expect(await find(record)).toMatchObject({ state: 'ready', counts: { files: 0, missing: 1 } });
    expect([...readArchive(await volumeBytes(site, record)).keys()]).toEqual(['manifest.csv', 'manifest.json']);
  });

  it('GET /exports/{id}/file, a stricter rule since it was made, is gone, and a milder one is not (attack 192)', async () => {
    await runAll(site);
    const record = await beginExport(site, adminUser);
    await runAll(site);
    declareRule('off');
    expect((await download(record)).status).toBe(302);
    declareRule('required');
    const refused = await download(record);
    expect([refused.status, (await refused.json()).detail]).toEqual([410, expect.stringContaining('again')]);
  });

  it('GET /exports/{id}/file, of one that became ready before it said its rule, is gone where files are scanned', async () => {
    await runAll(site);
    const record = await beginExport(site, adminUser);
    await runAll(site);
    const { find: original } = site.dependencies.records.exports;
    replaceMethod(site.dependencies.records.exports, 'find', () => async (id) => {
      const { openBy: _openBy, ...earlier } = (await original(id)) ?? record;
      return { ...earlier, workKeys: [] };
    });
    expect((await download(record)).status).toBe(410);
    Object.assign(site.dependencies, { scanner: undefined });
    expect((await download(record)).status).toBe(302);
  });

  it('GET /exports/{id}/file, of a table of values or without files, says no rule and leaves', async () => {
    await runAll(site);
    const table = await beginExport(site, adminUser, allDocuments, 'csv');
    const empty = await beginExport(site, adminUser, { form: 'documents', ids: [] });
    await runAll(site);
    declareRule('required');
    expect([(await download(table)).status, (await download(empty)).status]).toEqual([302, 302]);
  });
});
