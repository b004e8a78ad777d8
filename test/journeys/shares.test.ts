import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { lacksQrReader, noQrReader, readQrCode } from '../support/qr-reader.ts';
import { submitDocument } from '../support/submitting.ts';
import { helloText } from '../support/uploading.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('the Node server');
});
afterAll(() => journey?.close());

describe('a submitter shares what they sent', () => {
  it('a link with a password, scanned as mail programs do, is unused; a person opens it and gets the bytes', async () => {
    const { user, password, client } = await journey.testApp.signUp();
    const { id } = await submitDocument(client);
    const maker = await journey.open({ signedInAs: { email: user.email, password } });
    await maker.goto(`/submissions/${id}`);
    await maker.getByRole('link', { name: 'Share by link' }).click();
    await maker.locator('main input[name=password]').fill('three words together');
    await maker.locator('main input[name=maxUses]').fill('1');
    await maker.getByRole('button', { name: 'Make link' }).click();
    const url = await maker.getByLabel('Link', { exact: true }).inputValue();
    expect(await maker.getByRole('img', { name: 'QR code of the link' }).count()).toBe(1);

    await fetch(url, { method: 'HEAD' });
    await fetch(url);
    await fetch(url, { headers: { 'Sec-Purpose': 'prefetch', Purpose: 'prefetch' } });
    const scanner = await journey.open();
    await scanner.goto(url, { waitUntil: 'networkidle' });
    expect(await scanner.content()).not.toContain('hello.txt');
    const usesOf = async () => (await (await client.get('/shares')).json()).items[0].uses;
    expect(await usesOf()).toBe(0);

    const reader = await journey.open();
    await reader.goto(url);
    await reader.locator('input[type=password]').fill('three words together');
    await reader.locator('main button[type=submit]').last().click();
    const [download] = await Promise.all([
      reader.waitForEvent('download'),
      reader
        .getByRole('link', { name: /Download/ })
        .first()
        .click(),
    ]);
    expect(await readFile(await download.path())).toEqual(Buffer.from(helloText.bytes));
    expect(await usesOf()).toBe(1);

    await maker.goto('/shares');
    await maker.getByText('Used 1 of 1 time').waitFor();
    expect((await (await client.get(`/submissions/${id}`)).json()).id).toBe(id);
  });

  it('the QR code of a new link, photographed from a dark page, is read as the link, or skipped where ZBar is missing', async ({
    skip,
  }) => {
    skip(lacksQrReader(), noQrReader);
    const { user, password, client } = await journey.testApp.signUp();
    const { id } = await submitDocument(client);
    const maker = await journey.open({ signedInAs: { email: user.email, password } });
    await maker.emulateMedia({ colorScheme: 'dark' });
    await maker.goto(`/submissions/${id}/shares`);
    await maker.getByRole('button', { name: 'Make link' }).click();
    const url = await maker.getByLabel('Link', { exact: true }).inputValue();
    expect(readQrCode(await maker.locator('.qr-figure').screenshot())).toBe(url);
  });
});
