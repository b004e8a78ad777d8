import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { makeArchive, sha256OfFile } from './large-archive.ts';

describe('a person whose browser runs no script', () => {
  let journey: Journey;
  let archive: Awaited<ReturnType<typeof makeArchive>>;
  beforeAll(async () => {
    [journey, archive] = await Promise.all([
      startJourney('the gateway with the built bundle'),
      makeArchive('large.zip', 20 * 1024 ** 2),
    ]);
  });
  afterAll(() => Promise.all([journey.close(), archive.remove()]));

  it('a browser without script, two files, sends them through plain forms and gets the receipt', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ javaScriptEnabled: false, signedInAs: { email: user.email, password } });
    await page.goto('/forms/documents');
    await page.getByLabel('Title').fill('Without a script');
    await page.getByLabel('Note').fill('Zeile eins\nZeile zwei');

    await page.getByRole('button', { name: 'Add a file' }).click();
    await page.getByLabel('Choose a file').setInputFiles(archive.path);
    await page.getByRole('button', { name: 'Send this file' }).click();
    await page.getByRole('button', { name: `Remove ${basename(archive.path)}` }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Without a script');
    expect(await page.getByLabel('Note').inputValue()).toBe('Zeile eins\nZeile zwei');

    await page.getByLabel('Name of the file').fill('Notizen – Größe.txt');
    await page.getByRole('button', { name: 'Add a file' }).click();
    const notes = { name: 'x', mimeType: 'text/plain', buffer: Buffer.from('Grüße\n') };
    await page.getByLabel('Choose a file').setInputFiles(notes);
    await page.getByRole('button', { name: 'Send this file' }).click();
    await page.getByRole('button', { name: 'Remove Notizen – Größe.txt' }).waitFor();
    expect(await page.getByRole('button', { name: `Remove ${basename(archive.path)}` }).count()).toBe(1);

    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Documents no. 1' }).waitFor();
    expect(await page.getByText('SHA-256').count()).toBe(journey.testApp.bucket.keepsChecksums ? 2 : 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download ${basename(archive.path)}` }).click(),
    ]);
    expect(await sha256OfFile(await download.path())).toBe(await sha256OfFile(archive.path));
    expect(journey.receivedBytes()).toBeLessThan(100_000);
  });

  it('a browser without script, a bad file, says what is wrong and loses nothing', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ javaScriptEnabled: false, signedInAs: { email: user.email, password } });
    await page.goto('/forms/documents');
    await page.getByLabel('Title').fill('A web page');
    await page.getByRole('button', { name: 'Add a file' }).click();
    const markup = {
      name: 'x.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('<!doctype html><script>alert(1)</script>'),
    };
    await page.getByLabel('Choose a file').setInputFiles(markup);
    await page.getByRole('button', { name: 'Send this file' }).click();
    await page.getByRole('alert').filter({ hasText: 'looks like HTML, XML or SVG' }).waitFor();
    await page.getByLabel('Choose a file').setInputFiles({ ...markup, buffer: Buffer.from('') });
    await page.getByRole('button', { name: 'Send this file' }).click();
    await page.getByRole('alert').filter({ hasText: 'This file is empty' }).waitFor();
    await page.getByRole('link', { name: 'Back to the form' }).click();
    expect(await page.getByLabel('Title').inputValue()).toBe('A web page');
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await page.getByRole('alert').filter({ hasText: 'Choose a file.' }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('A web page');
  });

  it('a browser without script, a removed file, deletes its bytes', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ javaScriptEnabled: false, signedInAs: { email: user.email, password } });
    await page.goto('/forms/documents/files/upload');
    const notes = { name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('to be removed') };
    await page.getByLabel('Choose a file').setInputFiles(notes);
    await page.getByRole('button', { name: 'Send this file' }).click();
    await page.getByRole('button', { name: 'Remove x.txt' }).waitFor();
    const id = new URL(page.url()).searchParams.get('files') ?? '';
    const upload = await journey.testApp.dependencies.records.uploads.find(id);
    await page.getByRole('button', { name: 'Remove x.txt' }).click();
    await page.getByRole('button', { name: 'Add a file' }).waitFor();
    expect(await page.getByText('x.txt').count()).toBe(0);
    expect(await journey.testApp.dependencies.bucket.head(upload?.key ?? '')).toBeUndefined();
  });
});
