import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketRequest, Fault } from '../../packages/s3-server/src/server.ts';
import { maxSinglePutBytes } from '../../src/uploads/part-plan.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { makeArchive, sha256OfFile } from './large-archive.ts';
import { partsInBucket } from './parts-in-bucket.ts';

/** The fault of each part's first try on this line, by part number. */
const faultsOfFirstTries: Record<number, Fault> = {
  1: { kind: 'refuse', code: 'SlowDown' },
  2: { kind: 'reset', afterBytes: 3_000_000 },
  4: { kind: 'stall' },
  6: { kind: 'refuse', code: 'InternalError' },
  8: { kind: 'lose-answer' },
  11: { kind: 'reset', afterBytes: 0 },
};

/** More than the faults and the two halves of the journey need. */
const partCount = 20;

describe('a person on a bad line sends a large file', () => {
  const tries = new Map<number, number>();
  let isHeldBack = false;
  const intercept = (request: BucketRequest): Fault | undefined => {
    const partNumber = Number(request.query.get('partNumber') ?? 0);
    if (request.method !== 'PUT' || partNumber === 0) return undefined;
    // The last part goes first.
    if (isHeldBack && partNumber > 9 && partNumber < partCount) return { kind: 'stall' };
    tries.set(partNumber, (tries.get(partNumber) ?? 0) + 1);
    return tries.get(partNumber) === 1 ? faultsOfFirstTries[partNumber] : undefined;
  };

  let journey: Journey;
  let archive: Awaited<ReturnType<typeof makeArchive>>;
  beforeAll(async () => {
    [journey, archive] = await Promise.all([
      startJourney('the Node server', { intercept }),
      makeArchive('expedition.zip', partCount * maxSinglePutBytes),
    ]);
  });
  afterAll(() => Promise.all([journey.close(), archive.remove()]));

  it('a user on a bad line sends 20 parts with reloads and faults, and no confirmed part twice', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    await page.route('**/uploads/*/complete', loseFirstAnswer());

    isHeldBack = true;
    await page.goto('/forms/documents');
    await page.getByLabel('Choose files').setInputFiles(archive.path);
    await expect
      .poll(async () => (await partsInBucket(journey.testApp, user.id)).length, { timeout: 90_000 })
      .toBeGreaterThan(5);
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByLabel('Title').waitFor();
    const confirmedParts = await partsInBucket(journey.testApp, user.id);
    const triesBefore = confirmedParts.map((part) => tries.get(part));

    // A night passes; a little later the next URLs expire as well.
    journey.testApp.advanceSeconds(8 * 3600);
    isHeldBack = false;
    await page.getByLabel('Title').fill('Expedition');
    await page.getByLabel('Choose files').setInputFiles(archive.path);
    await expect.poll(() => tries.size, { timeout: 90_000 }).toBeGreaterThan(11);
    journey.testApp.advanceSeconds(400);
    await page.getByText('Uploaded', { exact: true }).waitFor({ timeout: 150_000 });
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await page.getByRole('heading', { name: 'Documents no. 1' }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'expedition.zip' }).click(),
    ]);
    expect(await sha256OfFile(await download.path())).toBe(await sha256OfFile(archive.path));
    expect(confirmedParts.map((part) => tries.get(part))).toEqual(triesBefore);
    expect(tries.size).toBe(partCount);
  }, 300_000);
});

function loseFirstAnswer(): (route: Route) => Promise<void> {
  let isLost = false;
  return async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    return route.abort();
  };
}
