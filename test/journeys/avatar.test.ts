import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { pngOf } from '../support/sample-files.ts';

describe('a person sends a picture of themselves', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney('the Node server');
  });
  afterAll(() => journey.close());

  it('an avatar, a good picture, is on the profile, its form and the start page, without a receipt', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    await page.goto('/forms/avatar');
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(120, 80)) });
    await page.getByText('Uploaded', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await page.getByRole('status').getByText('Your profile is saved.').waitFor();
    for (const path of [undefined, '/forms/avatar', '/']) {
      if (path) await page.goto(path);
      const picture = page.locator('main img[src="/avatar.png"]');
      await picture.waitFor();
      await expect.poll(() => picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBe(120);
    }
  });

  it('an avatar, a picture that is too small, is an error at the field with nothing stored', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    await page.goto('/forms/avatar');
    await page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'tiny.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(10, 10)) });
    await page.getByText('10 × 10 pixels').first().waitFor();
    expect((await page.request.get('/avatar.png')).status()).toBe(404);
  });
});
