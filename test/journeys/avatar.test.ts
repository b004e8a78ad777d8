import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { pngOf } from '../support/sample-files.ts';
import { submitAvatar } from '../support/submitting.ts';

describe('a person sends a picture of themselves', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney('the Node server');
  });
  afterAll(() => journey.close());

  const widthOf = (picture: Locator) => picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth);

  /** Opens the start page of a new user with a picture, when it is there. */
  async function openWithAvatar(options: BrowserContextOptions = {}): Promise<Page> {
    const { user, password, client } = await journey.testApp.signUp();
    await submitAvatar(client);
    const page = await journey.open({ ...options, signedInAs: { email: user.email, password } });
    await expect.poll(() => widthOf(page.locator('header img[src^="/avatar.png?picture="]'))).toBe(64);
    return page;
  }

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
      for (const place of ['main', 'header']) {
        const picture = page.locator(`${place} img[src^="/avatar.png?picture="]`);
        await picture.waitFor();
        await expect.poll(() => widthOf(picture)).toBe(120);
      }
    }
  });

  it('an avatar, the next pages, is asked of neither app nor bucket again', async () => {
    const page = await openWithAvatar();
    const inspector = await page.context().newCDPSession(page);
    await inspector.send('Network.enable');
    const answered = new Map<string, string>();
    const inMemory = new Set<string>();
    inspector.on('Network.requestServedFromCache', ({ requestId }) => inMemory.add(requestId));
    inspector.on('Network.requestWillBeSent', ({ requestId, redirectResponse: response }) => {
      if (response && !response.fromDiskCache) answered.set(requestId, response.url);
    });
    inspector.on('Network.responseReceived', ({ requestId, response }) => {
      if (response.mimeType === 'image/png' && !response.fromDiskCache) answered.set(requestId, response.url);
    });
    for (const path of ['/submissions', '/tokens', '/forms/documents']) {
      await page.goto(path);
      const picture = page.locator('header img[src^="/avatar.png?picture="]');
      await expect.poll(() => widthOf(picture)).toBe(64);
    }
    expect([...answered].filter(([request]) => !inMemory.has(request))).toEqual([]);
  });

  it.each([true, false])(
    'an avatar, its file is gone, leaves no trace beside the name (script: %s)',
    async (script) => {
      const page = await openWithAvatar({ javaScriptEnabled: script });
      const button = page.locator('.account-button');
      const whole = await button.boundingBox();
      await page.route('**/avatar.png*', (route) => route.fulfill({ status: 404 }));
      await page.goto('/sessions', { waitUntil: 'networkidle' });
      expect(await button.boundingBox()).toEqual(whole);
      expect(await page.locator('.portrait > img').count()).toBe(script ? 0 : 1);
    },
  );

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
