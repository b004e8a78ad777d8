import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stableSeconds } from '../../src/storage/presigned-request.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { le16, le32 } from '../support/binary-numbers.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { bytes } from '../support/sample-files.ts';
import { fileIdOf, postDocuments, submitDocument } from '../support/submitting.ts';
import { type FileToSend, upload } from '../support/uploading.ts';

interface Fetched {
  readonly key: string;
  /** The first byte that was asked for; `undefined` for the whole. */
  readonly from: number | undefined;
}

let journey: Journey;
let submitter: Awaited<ReturnType<Journey['testApp']['signUp']>>;
/** The requests for objects that the bucket has got. */
const fetched: Fetched[] = [];
beforeAll(async () => {
  journey = await startJourney('the Node server', {
    intercept: ({ method, key, headers }) => {
      const from = /^bytes=(\d+)-/.exec(headers.get('range') ?? '')?.[1];
      if (method === 'GET') fetched.push({ key, from: from === undefined ? undefined : Number(from) });
    },
    // Redirects are asked for anew with each page, as if their time had passed: what stays is the address.
    replace: ({ bucket }) => ({
      bucket: {
        ...bucket,
        presignDownload: async (...given) => {
          const signed = await bucket.presignDownload(...given);
          return { ...signed, expiresAt: new Date(signed.expiresAt.getTime() - 2 * stableSeconds * 1000) };
        },
      },
    }),
  });
  submitter = await journey.testApp.signUp();
});
afterAll(() => journey?.close());
beforeEach(() => {
  fetched.length = 0;
});

const file = (filename: string, contentType: string, content: Uint8Array<ArrayBuffer>): FileToSend => ({
  ...{ form: 'documents', field: 'files', filename, contentType, bytes: content },
});

/** Sends a file and opens the page of its submission as its submitter. */
async function show(sent: FileToSend): Promise<{ page: Page; fileId: string }> {
  const submission = await submitDocument(submitter.client, sent);
  const { user, password } = submitter;
  const page = await journey.open({ signedInAs: { email: user.email, password } });
  fetched.length = 0;
  await page.goto(`/submissions/${submission.id}`);
  return { page, fileId: fileIdOf(submission) };
}

const fetchedOf = (fileId: string) => fetched.filter(({ key }) => key.includes(fileId));

/** A picture of random pixels, which no format makes small. */
async function noise(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const raw = { width, height, channels: 3 } as const;
  return bytes(
    await sharp(randomBytes(width * height * 3), { raw })
      .png()
      .toBuffer(),
  );
}

/** A tone of so many seconds, 88,200 bytes each. */
function tone(seconds: number): Uint8Array<ArrayBuffer> {
  const [rate, dataBytes] = [44_100, seconds * 88_200];
  const samples = new Uint8Array(dataBytes).map((_, at) => (at % 200 < 100 ? 8 : 0));
  const format = bytes(le32(16), le16(1), le16(1), le32(rate), le32(rate * 2), le16(2), le16(16));
  return bytes('RIFF', le32(36 + dataBytes), 'WAVEfmt ', format, 'data', le32(dataBytes), samples);
}

describe('a person looks at what was sent', () => {
  it('the page of a submission, once its window has passed, fetches the picture again; before, it does not', async () => {
    const { page, fileId } = await show(file('noise.png', 'image/png', await noise(64, 48)));
    const width = () =>
      page.locator('.file-picture img').evaluate((image) => ('naturalWidth' in image ? image.naturalWidth : 0));
    await expect.poll(width).toBe(64);
    expect(fetchedOf(fileId)).toHaveLength(1);
    // To the beginning of a window, which lasts longer than the next two visits.
    const now = journey.testApp.dependencies.clock().getTime() / 1000;
    journey.testApp.advanceSeconds(stableSeconds - (now % stableSeconds));
    const path = page.url();
    for (const expected of [2, 2]) {
      await page.goto('/submissions');
      await page.goto(path);
      await expect.poll(width).toBe(64);
      expect(fetchedOf(fileId)).toHaveLength(expected);
    }
  });

  it('a sound, moved to its end, is fetched from there on', async () => {
    const seconds = 60;
    const { page, fileId } = await show(file('tone.wav', 'audio/wav', tone(seconds)));
    const sound = page.locator('audio.file-media');
    expect(fetchedOf(fileId)).toEqual([]);
    const place = await sound.evaluate(async (element, at) => {
      const audio = element as HTMLAudioElement; // It is what the selector names.
      audio.muted = true;
      const isReady = new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true }));
      audio.preload = 'metadata';
      audio.load();
      await isReady;
      const isThere = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
      audio.currentTime = at;
      await isThere;
      return { duration: audio.duration, at: audio.currentTime };
    }, seconds - 5);
    expect(place).toEqual({ duration: seconds, at: seconds - 5 });
    expect(fetchedOf(fileId).some(({ from = 0 }) => from > mebibytes(4))).toBe(true);
  });

  it('a text in windows-1252, which has no mark, opened in the page, is shown with its letters', async () => {
    const text = bytes('Gr', 0xfc, 0xdf, 'e aus K', 0xf6, 'ln, 5 ', 0x80, ' \x96 bitte.\r\n');
    const { page } = await show(file('Grüße.txt', 'text/plain', text));
    await page.locator('.file-preview > summary').click();
    const body = page.frameLocator('iframe.file-frame').locator('body');
    await expect.poll(() => body.innerText()).toContain('Grüße aus Köln, 5 €');
  });

  it('large pictures without previews, on the page of a submission, are fetched once they are opened', async () => {
    const [small, large] = [await noise(64, 48), await noise(700, 600)];
    expect(large.byteLength).toBeGreaterThan(mebibytes(1));
    const { client, user, password } = submitter;
    const files: string[] = [];
    for (const [name, content] of [
      ['small.png', small],
      ['large.png', large],
      ['another.png', large],
    ] as const)
      files.push(await upload(client, file(name, 'image/png', content)));
    const { id } = await (await postDocuments(client, { files })).json();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    fetched.length = 0;
    await page.goto(`/submissions/${id}`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState('networkidle');
    expect(fetched.map(({ key }) => files.findIndex((fileId) => key.includes(fileId)))).toEqual([0]);
    await page.locator('.file-preview > summary').first().click();
    const picture = page.getByRole('img', { name: 'large.png' });
    await expect.poll(() => picture.evaluate((image) => ('naturalWidth' in image ? image.naturalWidth : 0))).toBe(700);
    expect(fetched.map(({ key }) => files.findIndex((fileId) => key.includes(fileId)))).toEqual([0, 1]);
  });

  it('the table of submissions, pictures without previews, fetches none', async () => {
    for (let times = 0; times < 3; times += 1)
      await submitDocument(submitter.client, file('noise.png', 'image/png', await noise(64, 48)));
    const { user, password } = await journey.testApp.signUp({ role: 'admin' });
    fetched.length = 0;
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    await page.goto('/forms/documents/submissions?limit=50');
    await page.waitForLoadState('networkidle');
    expect(await page.locator('main tbody tr').count()).toBeGreaterThan(2);
    expect(fetched).toEqual([]);
  });
});
