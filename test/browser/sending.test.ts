import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { base64OfCrc32 } from './fake-bucket.ts';
import { noise, untilPhase, useOpenForm } from './open-form.ts';

const { form, formBrowser } = useOpenForm();

test('an upload, a small file, is one request with its SHA-256, and its id is in the form', async () => {
  const { app, bucket, page, input } = form();
  const bytes = noise(48_213);
  await input.setInputFiles(await formBrowser().file('boots.png', bytes));
  await untilPhase(page, 'boots.png', 'complete');

  const [upload] = [...app.uploads.values()];
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  expect(upload?.claim).toEqual({
    form: 'documents',
    field: 'files',
    filename: 'boots.png',
    contentType: 'image/png',
    size: 48_213,
    sha256,
  });
  expect(bucket.objects.get(upload?.id ?? '')).toEqual(bytes);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map(String)).toEqual([
    `idempotencyKey=key-1&formVersion=version-1&title=Boots&files=${upload?.id}`,
  ]);
  expect(form().complaints).toEqual([]);
  expect(app.violations).toEqual([]);
});

test('an upload, a large file, has a worker read its parts', async () => {
  const { page, input } = form();
  const worker = page.waitForEvent('worker');
  await input.setInputFiles(await formBrowser().file('film.mp4', noise(3_000_000)));
  expect((await worker).url()).toContain('crc32-worker');
  await untilPhase(page, 'film.mp4', 'complete');
  expect([form().complaints, form().app.violations]).toEqual([[], []]);
});

test('an upload, a large file and a worker that does not load, sends the same bytes', async () => {
  const { app, bucket, page, input } = form();
  app.state.hasWorker = false;
  const bytes = noise(3_000_000);
  await input.setInputFiles(await formBrowser().file('film.mp4', bytes));
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([bytes]);
  expect(app.requests.at(-1)?.body).toEqual({ crc32: base64OfCrc32(bytes) });
});

test('a form, a script whose second file does not load, sends files all the same', async () => {
  const { bucket, page, input } = form();
  await page.route('**/comforts.js', (route) => route.abort());
  await page.reload();
  const bytes = noise(3_000_000);
  await input.setInputFiles(await formBrowser().file('film.mp4', bytes));
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([bytes]);
});

test('an upload, a plan of other parts than the page expects, sends the same bytes', async () => {
  const { app, bucket, page, input } = form();
  // Two parts, as by the plan of the page, and others.
  app.state.partSize = 5_000_000;
  const bytes = noise(9_500_000);
  await input.setInputFiles(await formBrowser().file('film.mp4', bytes));
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([bytes]);
  expect(bucket.puts.map(({ partNumber }) => partNumber).toSorted()).toEqual([1, 2]);
});

test('an upload, a large file, sends four parts at a time and claims its CRC-32 at the end', async () => {
  const { app, bucket, page, input } = form();
  // The last part goes first, by itself. The others wait in the bucket until four are there.
  const last = 12;
  let isFull = false;
  bucket.state.fault = ({ partNumber }) => (partNumber === last || isFull ? undefined : 'hold');
  const bytes = noise(3_000_000);
  await input.setInputFiles(await formBrowser().file('film.mp4', bytes));
  await expect.poll(() => bucket.state.inFlight, { timeout: 30_000 }).toBe(4);
  isFull = true;
  bucket.release();
  await untilPhase(page, 'film.mp4', 'complete');

  expect([...bucket.objects.values()]).toEqual([bytes]);
  expect(bucket.puts).toHaveLength(last);
  expect(bucket.state.mostInFlight).toBe(4);
  expect(app.requests.at(-1)?.body).toEqual({ crc32: base64OfCrc32(bytes) });
});
