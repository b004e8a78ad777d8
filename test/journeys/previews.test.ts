import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureMaker, type MakePictures } from '../../src/previews/picture-maker.ts';
import { runAll } from '../jobs/job-stage.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { submitDocument } from '../support/submitting.ts';

const program = new URL('../../src/previews/picture-process.js', import.meta.url);
const sent = 50;

let journey: Journey;
let reviewer: { email: string; password: string };
/** The requests for objects that the bucket has got. */
let fetched: string[];

beforeAll(async () => {
  fetched = [];
  const webp = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#369' } })
    .webp()
    .toBuffer();
  const picture = webp.toString('base64');
  // One file is made by the real program, so that its pictures are what browsers see.
  const makePictures = async () => ({ mini: picture, width: 64, height: 48, webp: { 512: picture, 96: picture } });
  journey = await startJourney('the Node server', {
    intercept: ({ method, key }) => {
      if (method === 'GET') fetched.push(key);
    },
  });
  const { client } = await journey.testApp.signUp();
  const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer();
  const file = { form: 'documents', field: 'files', filename: 'boots.jpg', contentType: 'image/jpeg', bytes: photo };
  for (let number = 0; number < sent - 1; number += 1) await submitDocument(client, file);
  const work = (make: MakePictures) =>
    runAll({ ...journey.testApp, dependencies: Object.assign(journey.testApp.dependencies, { makePictures: make }) });
  await work(makePictures);
  await submitDocument(client, file);
  await work(createPictureMaker({ program }));
  const { user, password } = await journey.testApp.signUp({ role: 'admin' });
  reviewer = { email: user.email, password };
}, 120_000);
afterAll(() => journey?.close());

/** Notes what a page asks for, beside the app's own assets and the picture of the account. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/assets/') && !request.url().startsWith('data:')) asked.push(request.url());
  });
  return asked;
}

describe('a reviewer looks at pictures', () => {
  it('the table of submissions, fifty pictures, is one request and none for pictures', async () => {
    const page = await journey.open({ signedInAs: reviewer });
    const asked = requestsOf(page);
    fetched.length = 0;
    await page.goto('/forms/documents/submissions?limit=50');
    const pictures = page.locator('img.row-picture');
    await expect.poll(() => pictures.count()).toBe(sent);
    const widths = await pictures.evaluateAll((images) =>
      images.map((image) => 'naturalWidth' in image && image.naturalWidth),
    );
    expect(new Set(widths)).toEqual(new Set([64]));
    expect(asked).toEqual([`${journey.url}/forms/documents/submissions?limit=50`]);
    expect(fetched).toEqual([]);
  });

  it('the page of a submission, a picture that has not come yet, has its place, no higher than it may be', async () => {
    const page = await journey.open({ signedInAs: reviewer });
    await page.goto('/forms/documents/submissions');
    // The request stays without an answer.
    await page.route(/\/preview(\?|$)/, () => {});
    await page.locator('main tbody tr a').first().click();
    const box = await page.locator('.file-picture').boundingBox();
    expect(box?.height).toBeGreaterThan(200);
    expect(box?.height).toBeLessThanOrEqual(400);
  });

  it('the page of a submission, twice in a row, fetches its picture once', async () => {
    const page = await journey.open({ signedInAs: reviewer });
    await page.goto('/forms/documents/submissions');
    await page.locator('main tbody tr a').first().click();
    const picture = page.locator('.file-picture img');
    const widthOf = () => picture.evaluate((image) => ('naturalWidth' in image ? image.naturalWidth : 0));
    await expect.poll(widthOf).toBe(512);
    const isPicture = (key: string) => key.startsWith('previews/');
    expect(fetched.filter(isPicture)).toHaveLength(1);
    expect(await picture.getAttribute('width')).toBe('512');
    const path = page.url();
    await page.goto('/forms/documents/submissions');
    await page.goto(path);
    await expect.poll(widthOf).toBe(512);
    expect(fetched.filter(isPicture)).toHaveLength(1);
    // The original was never loaded by the page.
    expect(fetched.filter((each) => each.startsWith('files/'))).toEqual([]);
  });
});
