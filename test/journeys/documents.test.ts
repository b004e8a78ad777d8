import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney, type Way } from '../support/journey.ts';
import { makeArchive, sha256OfFile } from './large-archive.ts';

const ways: Way[] = ['the Node server', 'the gateway with the built bundle'];

describe.each(ways)('a person sends documents and gets them back, through %s', (way) => {
  let journey: Journey;
  let archive: Awaited<ReturnType<typeof makeArchive>>;
  beforeAll(async () => {
    [journey, archive] = await Promise.all([startJourney(way), makeArchive('holiday.zip', 50 * 1024 ** 2)]);
  });
  afterAll(() => Promise.all([journey.close(), archive.remove()]));

  it('a user sends 50 MB to the bucket and gets the same bytes back, none through the app', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    const violations: string[] = [];
    page.on('console', (message) => violations.push(message.text()));

    await page.getByRole('link', { name: 'Documents' }).first().click();
    await page.getByLabel('Title').fill('Holiday');
    const chooser = page.getByLabel('Choose files');
    await chooser.setInputFiles(archive.path);
    await page.getByRole('progressbar').first().waitFor();
    await chooser.setInputFiles({ name: 'Größe & Co.txt', mimeType: 'text/plain', buffer: Buffer.from('Grüße\n') });
    await page.getByText('Uploaded', { exact: true }).nth(1).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();

    await page.getByRole('heading', { name: 'Documents no. 1' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/submissions\/[\w-]{24}$/);
    const provenEach = journey.testApp.bucket.keepsChecksums ? 1 : 0;
    expect(await page.getByText('CRC-32').count()).toBe(provenEach);
    expect(await page.getByText('SHA-256').count()).toBe(provenEach);
    const checksums = page.locator('.checksum > code');
    const shown = () => checksums.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    expect([await checksums.count(), await shown()]).toEqual([2 * provenEach, 0]);
    await page.emulateMedia({ media: 'print' });
    expect(await shown()).toBe(2 * provenEach);
    await page.emulateMedia({ media: 'screen' });

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'holiday.zip' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/holiday\.zip$/);
    expect(await sha256OfFile(await download.path())).toBe(await sha256OfFile(archive.path));
    expect(violations).toEqual([]);
    expect(journey.receivedBytes()).toBeGreaterThan(1000);
    expect(journey.receivedBytes()).toBeLessThan(100_000);
  });
});
