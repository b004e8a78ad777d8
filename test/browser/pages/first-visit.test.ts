import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from '../../support/journey.ts';
import { submitAvatar } from '../../support/submitting.ts';
import { cookieOf } from '../../support/users.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('the Node server');
}, 240_000);
afterAll(() => journey.close());

it('a form, the first visit of a user with a picture, transfers less than 60 KB, with one script below 10 KiB', async () => {
  const { testApp, url } = journey;
  const page = await journey.open();
  const { client, user } = await testApp.signUp();
  await submitAvatar(client);
  const { cookie = '' } = await cookieOf(testApp, user);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url }]);
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Network.enable');
  const sizes = new Map<string, number>();
  inspector.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    sizes.set(requestId, encodedDataLength),
  );
  const encodings: (string | undefined)[] = [];
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/assets/')) encodings.push(response.headers()['content-encoding']);
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });

  await page.goto('/forms/documents', { waitUntil: 'networkidle' });
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  // The page, its stylesheet, its scripts, its mark, and the picture with the redirect to it, at least.
  expect(sizes.size).toBeGreaterThanOrEqual(6);
  expect(encodings).toContain('br');
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThan(60_000);
  expect(scripts).toHaveLength(1);
  expect(gzipSync((await scripts[0]) ?? '', { level: 9 }).length).toBeLessThan(10_240);
});
