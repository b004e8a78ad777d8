import { expect, test } from 'vitest';
import { undoMs } from '../../src/browser/form/removal.ts';
import { maxSinglePutBytes } from '../../src/uploads/part-plan.ts';
import { noise, untilPhase, useOpenForm } from './open-form.ts';

const film = noise(3_000_000);

const { form, formBrowser } = useOpenForm();

/** Returns the parts that the page has recorded as confirmed. */
function confirmedParts(): Promise<number[]> {
  return form().page.evaluate(() => {
    const record = Object.entries(localStorage).find(([key]) => key.startsWith('sluice-upload:'));
    return JSON.parse(record?.[1] ?? '{"confirmed":[]}').confirmed.map(([partNumber]: [number]) => partNumber);
  });
}

/** Lets the bucket answer what it holds, again and again, until the result is as expected. */
function releaseUntil<Result>(result: () => Promise<Result>, expected: Result): Promise<void> {
  const releaseAndLook = () => {
    form().bucket.release();
    return result();
  };
  return expect.poll(releaseAndLook, { timeout: 10_000 }).toEqual(expected);
}

/** Sends the film until the bucket has five parts and holds the others, then reloads the page. */
async function reloadInTheMiddle() {
  const { bucket, page, input } = form();
  bucket.state.fault = () => (bucket.puts.filter(({ status }) => status === 200).length >= 5 ? 'hold' : undefined);
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  const stored = () => bucket.puts.filter(({ status }) => status === 200).length;
  const state = () => [stored() >= 5, bucket.puts.length - stored()];
  await expect.poll(state, { timeout: 10_000 }).toEqual([true, 4]);
  // The bucket's answers are on their way to the page's record.
  await expect.poll(async () => (await confirmedParts()).length).toBe(stored());
  const confirmed = await confirmedParts();
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  bucket.state.fault = () => undefined;
  const before = bucket.puts.length;
  return { confirmed, sentAfter: () => bucket.puts.slice(before).map(({ partNumber }) => partNumber) };
}

test('an upload, after a reload, goes on from the parts in the bucket and sends none twice', async () => {
  const { confirmed, sentAfter } = await reloadInTheMiddle();
  await form().input.setInputFiles(await formBrowser().file('film.mp4', film));
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([film]);
  expect(confirmed.length).toBeGreaterThanOrEqual(5);
  expect(sentAfter().filter((partNumber) => confirmed.includes(partNumber))).toEqual([]);
  expect(sentAfter()).toHaveLength(12 - confirmed.length);
  expect(form().app.requests.filter(({ path }) => path === '/uploads')).toHaveLength(1);
});

test('an upload, the same name, size and time with other bytes, starts anew', async () => {
  const { sentAfter } = await reloadInTheMiddle();
  const changed = Buffer.from(film);
  changed[100_000] = (changed[100_000] ?? 0) ^ 1;
  await form().input.setInputFiles(await formBrowser().file('film.mp4', changed));
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([changed]);
  expect(sentAfter()).toHaveLength(12);
});

test('an upload, unknown to the app or of another user, starts anew', async () => {
  const { sentAfter } = await reloadInTheMiddle();
  form().app.uploads.clear();
  await form().input.setInputFiles(await formBrowser().file('film.mp4', film));
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect(sentAfter()).toHaveLength(12);
});

test('an upload, complete before the reload, is not sent again', async () => {
  const { app, bucket, page, input } = form();
  for (const round of [1, 2]) {
    await input.setInputFiles(await formBrowser().file('film.mp4', film));
    await untilPhase(page, 'film.mp4', 'complete');
    if (round === 1) await page.reload();
  }
  expect(bucket.puts).toHaveLength(12);
  expect([...app.uploads.keys()]).toEqual([await page.locator('input[name=files]').inputValue()]);
});

test('an upload, already submitted, is sent anew for the next submission', async () => {
  const { bucket, page, input } = form();
  for (const round of [1, 2]) {
    await input.setInputFiles(await formBrowser().file('film.mp4', film));
    await untilPhase(page, 'film.mp4', 'complete');
    if (round === 2) continue;
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForURL('**/submissions/1');
    await page.goto(form().app.formUrl);
  }
  expect(bucket.puts).toHaveLength(24);
});

test('an upload, paused and resumed, sends nothing, then only the missing parts', async () => {
  const { bucket, page, input } = form();
  bucket.state.fault = () => (bucket.puts.length > 6 ? 'hold' : undefined);
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  await expect.poll(() => bucket.puts.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(4);
  await page.getByRole('button', { name: 'Pause film.mp4' }).press('Enter');
  bucket.state.fault = () => undefined;
  await releaseUntil(async () => bucket.state.inFlight, 0);
  await expect.poll(() => bucket.state.inFlight).toBe(0);
  expect(await form().row('film.mp4').innerText()).toMatch(/Paused at [\d.]+\u00a0[KM]B of 2.9\u00a0MB/);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Resume film.mp4');
  const paused = bucket.puts.length;
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(bucket.puts.length).toBe(paused);
  await page.keyboard.press('Enter');
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([film]);
  expect(bucket.puts.filter(({ status }) => status === 200)).toHaveLength(12);
});

test('an upload, a line not measured yet, has one part of the usual size on its way', async () => {
  const { app, bucket, page, input } = form();
  app.state.partSize = maxSinglePutBytes;
  bucket.state.fault = () => 'hold';
  await input.setInputFiles(await formBrowser().file('film.mp4', noise(9_500_000)));
  await expect.poll(() => bucket.state.inFlight).toBe(1);
  bucket.state.fault = () => undefined;
  await releaseUntil(confirmedParts, [2, 1]);
  await untilPhase(page, 'film.mp4', 'complete');
  expect(bucket.puts.map(({ partNumber }) => partNumber)).toEqual([2, 1]);
});

test('an upload, paused with a part on its way and resumed, keeps that part', async () => {
  const { app, bucket, page, input } = form();
  app.state.partSize = maxSinglePutBytes;
  bucket.state.fault = () => 'hold';
  const bytes = noise(9_500_000);
  await input.setInputFiles(await formBrowser().file('film.mp4', bytes));
  await expect.poll(() => bucket.state.inFlight).toBe(1);
  await page.getByRole('button', { name: 'Pause film.mp4' }).press('Enter');
  await page.getByRole('button', { name: 'Resume film.mp4' }).press('Enter');
  await page.getByRole('button', { name: 'Pause film.mp4' }).press('Enter');
  bucket.state.fault = () => undefined;
  await releaseUntil(confirmedParts, [2]);
  await expect.poll(() => form().row('film.mp4').innerText()).toContain('Paused at 3.1\u00a0MB');
  expect(bucket.puts).toHaveLength(1);
  await page.getByRole('button', { name: 'Resume film.mp4' }).press('Enter');
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([bytes]);
  expect(bucket.puts.map(({ partNumber }) => partNumber)).toEqual([2, 1]);
});

test('an upload, paused with a part on its way and removed, cuts it off', async () => {
  const { bucket, page, input } = form();
  bucket.state.fault = () => 'hold';
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  await expect.poll(() => bucket.state.inFlight).toBe(4);
  await page.getByRole('button', { name: 'Pause film.mp4' }).press('Enter');
  await page.getByRole('button', { name: 'Cancel film.mp4' }).press('Enter');
  await untilPhase(page, 'film.mp4', 'removed');
  await expect.poll(() => bucket.state.inFlight).toBe(0);
  expect(bucket.puts).toHaveLength(4);
});

test('an upload, cancelled and taken back, goes on from the parts in the bucket', async () => {
  const { app, bucket, page, input } = form();
  const stored = () => bucket.puts.filter(({ status }) => status === 200).length;
  bucket.state.fault = () => (stored() >= 5 ? 'hold' : undefined);
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  await expect.poll(() => bucket.state.inFlight).toBe(4);
  await expect.poll(async () => (await confirmedParts()).length).toBe(stored());
  const confirmed = await confirmedParts();
  await page.getByRole('button', { name: 'Cancel film.mp4' }).press('Enter');
  await expect.poll(() => bucket.state.inFlight).toBe(0);
  bucket.state.fault = () => undefined;
  const before = bucket.puts.length;
  await page.getByRole('button', { name: 'Undo film.mp4' }).press('Enter');
  await untilPhase(page, 'film.mp4', 'complete');
  expect([...bucket.objects.values()]).toEqual([film]);
  const sentAfter = bucket.puts.slice(before).map(({ partNumber }) => partNumber);
  expect(sentAfter.filter((partNumber) => confirmed.includes(partNumber))).toEqual([]);
  expect(sentAfter).toHaveLength(12 - confirmed.length);
  expect(app.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('an upload, cancelled, stops at once, and removes its row and its bytes when Undo ends', async () => {
  const { app, bucket, page, input } = form();
  await page.clock.install();
  await page.reload();
  bucket.state.fault = () => 'hold';
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  await expect.poll(() => bucket.puts.length).toBe(4);
  await page.getByRole('button', { name: 'Cancel film.mp4' }).press('Enter');
  await untilPhase(page, 'film.mp4', 'removed');
  await expect.poll(() => bucket.state.inFlight).toBe(0);
  expect(app.uploads.size).toBe(1);
  await page.clock.fastForward(undoMs);
  await form().row('film.mp4').waitFor({ state: 'detached' });
  await expect.poll(() => app.requests.at(-1)?.method).toBe('DELETE');
  expect(app.uploads.size).toBe(0);
  expect(bucket.puts.length).toBe(4);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('files-input');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('uploads, a small file chosen after a large one, is done first', async () => {
  const { bucket, page, input } = form();
  bucket.state.fault = () => 'hold';
  await input.setInputFiles(await formBrowser().file('film.mp4', film));
  await expect.poll(() => bucket.state.inFlight).toBe(4);
  await input.setInputFiles(await formBrowser().file('boots.png', noise(48_213)));
  await expect.poll(() => form().app.uploads.size).toBe(2);
  bucket.state.fault = ({ partNumber }) => (partNumber > 0 ? 'hold' : undefined);
  const small = page.locator('li.upload[data-phase=complete]', { hasText: 'boots.png' });
  await releaseUntil(() => small.count(), 1);
  expect(bucket.puts.map(({ partNumber }) => partNumber).indexOf(0)).toBeLessThan(12);
  bucket.state.fault = () => undefined;
  bucket.release();
  await untilPhase(page, 'film.mp4', 'complete');
});

test('uploads, many files, share four requests, one is done well before the last', async () => {
  const { bucket, page, input } = form();
  bucket.state.delayMs = 20;
  const names = ['a.mp4', 'b.mp4', 'c.mp4'];
  await input.setInputFiles(
    await Promise.all(names.map((name, index) => formBrowser().file(name, noise(2_000_000, index + 1)))),
  );
  for (const name of names) await untilPhase(page, name, 'complete');
  expect(bucket.state.mostInFlight).toBe(4);
  const lastOf = (index: number) =>
    bucket.puts.findLastIndex(({ key }) => key === [...form().app.uploads.keys()][index]);
  expect(bucket.puts.length).toBe(24);
  expect([...bucket.objects.keys()]).toHaveLength(3);
  expect(Math.min(lastOf(0), lastOf(1), lastOf(2))).toBeLessThan(20);
});
