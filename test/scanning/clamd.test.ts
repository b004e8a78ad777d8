import { afterEach, describe, expect, it } from 'vitest';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { createScanner } from '../../src/scanners/create-scanner.ts';
import { runAll } from '../jobs/job-stage.ts';
import { startTestClamd } from '../support/clamd.ts';
import { eicar, hasClamd, startRealClamd } from '../support/real-clamd.ts';
import { zipOf } from '../support/sample-files.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';

/** True where `.ci/run` has installed clamd: then its test may not be left out. */
const isInstalled = process.env.CLAMD === 'installed';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

async function startApp(socket: string, { keepsInfected = false, maxBytes = 1_000_000 } = {}): Promise<TestApp> {
  const settings = { name: 'clamd', socket, maxBytes, keepsInfected } as const;
  const app = await startTestApp({ replace: ({ bucket }) => ({ scanner: createScanner(settings, bucket) }) });
  open.push(app);
  return app;
}

async function standIn(answer: string) {
  const clamd = await startTestClamd(() => answer);
  open.push(clamd);
  return clamd;
}

const scanOf = async ({ dependencies }: TestApp, fileId: string) =>
  (await dependencies.records.uploads.find(fileId))?.scan;

/** Returns the events of a submission, as reviewers see them. */
async function eventsOf({ dependencies }: TestApp, submissionId: string) {
  const { events } = await dependencies.records.reviews.listHistory(submissionId, 20);
  return events.filter(({ kind }) => kind === 'infected');
}

describe('a real clamd', () => {
  it.skipIf(!hasClamd && !isInstalled)(
    'EICAR inside of a zip, is accepted at once; once scanned, reviewers are told and its bytes are gone (skipped without clamd)',
    { timeout: 60_000 },
    async () => {
      const clamd = await startRealClamd();
      open.push(clamd);
      const app = await startApp(clamd.socket);
      const { client } = await app.signUp();
      const zip = { ...helloText, filename: 'a.zip', contentType: 'application/zip' };
      const infected = await submitDocument(client, { ...zip, bytes: zipOf({ 'letter.txt': eicar }) });
      const clean = await submitDocument(client);
      const [infectedId, cleanId] = [fileIdOf(infected), fileIdOf(clean)];
      expect(await scanOf(app, infectedId)).toMatchObject({ state: 'waiting' });
      await runAll(app);
      expect(await scanOf(app, cleanId)).toMatchObject({ state: 'clean', scanner: 'clamd' });
      expect(await scanOf(app, infectedId)).toMatchObject({
        state: 'infected',
        signature: expect.stringMatching(/^Eicar/),
      });
      const { key = '' } = (await app.dependencies.records.uploads.find(infectedId)) ?? {};
      expect(await app.dependencies.bucket.head(key)).toBeUndefined();
      expect((await client.get(`/files/${infectedId}`)).status).not.toBe(302);
      expect(await eventsOf(app, infected.id)).toMatchObject([{ actor: null, to: { fileId: infectedId } }]);
    },
  );
});

describe('job scan, with clamd', () => {
  it('a file that is larger than what clamd looks into, is unscannable and never sent to it (attack 186)', async () => {
    const clamd = await standIn('stream: OK');
    const app = await startApp(clamd.socket, { maxBytes: helloText.bytes.length - 1 });
    const id = fileIdOf(await submitDocument((await app.signUp()).client));
    await runAll(app);
    expect(await scanOf(app, id)).toMatchObject({ state: 'unscannable', reason: 'too-large' });
    expect(clamd.scans()).toBe(0);
  });

  it('an infected file that is kept, is under quarantine/ alone and goes with its submission', async () => {
    const clamd = await standIn('stream: Bad.Thing FOUND');
    const app = await startApp(clamd.socket, { keepsInfected: true });
    const submission = await submitDocument((await app.signUp()).client);
    const id = fileIdOf(submission);
    await runAll(app);
    const { key = '', quarantined } = (await app.dependencies.records.uploads.find(id)) ?? {};
    expect(quarantined).toBe('kept');
    expect(await app.dependencies.bucket.head(key)).toBeUndefined();
    expect(await app.dependencies.bucket.head(`quarantine/${id}`)).toMatchObject({ size: helloText.bytes.length });
    await deleteSubmission(app.dependencies, submission.id, { actor: submission.submitter, reason: 'Asked for.' });
    await runAll(app);
    expect(await app.dependencies.bucket.head(`quarantine/${id}`)).toBeUndefined();
  });

  it('clamd is down for two hours, then back, and the file is scanned and the alarm was raised once', async () => {
    const clamd = await startTestClamd(() => undefined);
    open.push(clamd);
    const app = await startApp(clamd.socket);
    const id = fileIdOf(await submitDocument((await app.signUp()).client));
    // Ten rounds of more than ten minutes.
    await expect(runAll(app)).rejects.toThrow('Jobs are left');
    expect(await scanOf(app, id)).toMatchObject({ state: 'waiting' });
    expect(app.logLines.filter(({ message }) => message === 'A file waits for its scan for too long.')).toHaveLength(1);
    const back = await standIn('stream: OK');
    const settings = { name: 'clamd', socket: back.socket, maxBytes: 1000, keepsInfected: false } as const;
    const scanner = createScanner(settings, app.dependencies.bucket);
    await runAll({ ...app, dependencies: { ...app.dependencies, scanner } });
    expect(await scanOf(app, id)).toMatchObject({ state: 'clean' });
  });
});
