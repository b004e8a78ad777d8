import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';

/** The most bytes that a first visit may transfer: a second on a slow mobile line. */
const allowedBytes = 60_000;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('the Node server');
});
afterAll(() => journey.close());

it('a form’s page, a first visit, transfers less than 60 KB and no worker', async () => {
  const { user, password } = await journey.testApp.signUp();
  const signedIn = await journey.open({ signedInAs: { email: user.email, password } });
  const storageState = await signedIn.context().storageState();
  // Another context, whose cache is empty.
  const page = await journey.open({ storageState });
  const sizes: Promise<{ path: string; bytes: number }>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname: path } = new URL(request.url());
    sizes.push(request.sizes().then((size) => ({ path, bytes: size.responseBodySize + size.responseHeadersSize })));
  });
  await page.goto('/forms/documents', { waitUntil: 'networkidle' });
  const transferred = await Promise.all(sizes);
  expect(transferred.map(({ path }) => path)).toContain('/forms/documents');
  expect(transferred.filter(({ path }) => path.includes('worker'))).toEqual([]);
  expect(transferred.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(allowedBytes);
  expect(transferred.length).toBeGreaterThan(2);
});
