import { describe, expect, it } from 'vitest';
import { createScanner } from '../../src/scanners/create-scanner.ts';
import { runAll } from '../jobs/job-stage.ts';
import { startTestClamd } from '../support/clamd.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';

describe('a clamd that hangs up', () => {
  it('a scan, of more bytes than clamd takes, reads its answer and not the broken pipe', async () => {
    const clamd = await startTestClamd(() => 'stream: OK', { maxBytes: 1000 });
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
    clamd.close();
    await site.close();
  });
});
