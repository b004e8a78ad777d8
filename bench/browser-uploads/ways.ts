/** Three ways from a page to the bucket. Each opens the form's page anew and resolves with the milliseconds of sending. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { newId } from '../../src/values/id.ts';
import type { Journey } from '../../test/support/journey.ts';
import { prepareUppy } from './uppy.ts';

const contentType = 'application/zip';

/** Sends the file in one request that binds nothing but its size and type. */
export async function sendPlainly({ testApp }: Journey, page: Page, path: string): Promise<number> {
  const { bucket } = testApp.dependencies;
  await openWithFile(page, path);
  const size = await page.evaluate(() => document.querySelector<HTMLInputElement>('#bench')?.files?.[0]?.size ?? 0);
  const key = `files/${newId()}`;
  const request = await bucket.presignPut(key, { contentType, size, sha256: undefined });
  const ms = await page.evaluate(async ({ method, url, headers }) => {
    const file = document.querySelector<HTMLInputElement>('#bench')?.files?.[0];
    const startedAt = performance.now();
    const status = await new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.onloadend = () => resolve(xhr.status);
      xhr.open(method, url);
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      xhr.send(file);
    });
    if (status !== 200) throw new Error(`The bucket refused the plain PUT: ${status}`);
    return performance.now() - startedAt;
  }, request);
  await bucket.remove(key);
  return ms;
}

/** Sends the file by the form: from the choice of the file until the app has checked it in the bucket. */
export async function sendByForm(_journey: Journey, page: Page, path: string): Promise<number> {
  await openWithFile(page, path);
  const { ms, id } = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('[data-upload-form] input[type=file]');
    const chosen = document.querySelector<HTMLInputElement>('#bench');
    if (!input || !chosen) throw new Error('The page has no file field.');
    input.files = chosen.files;
    const startedAt = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    const phase = await new Promise<string>((resolve) => {
      new MutationObserver((_changes, observer) => {
        const { phase = '' } = document.querySelector<HTMLElement>('[data-phase]')?.dataset ?? {};
        if (!['complete', 'failed', 'rejected'].includes(phase)) return;
        observer.disconnect();
        resolve(phase);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const ended = performance.now() - startedAt;
    if (phase !== 'complete') throw new Error(`The form did not send the file: ${phase}`);
    return {
      ms: ended,
      id: document.querySelector<HTMLInputElement>('input[name=files][value]')?.value,
    };
  });
  const removed = await page.evaluate(
    (upload) => fetch(`/uploads/${upload}`, { method: 'DELETE' }).then((r) => r.ok),
    id,
  );
  if (!removed) throw new Error('The upload was not removed.');
  return ms;
}

/** Sends the file by Uppy, signed and completed by the SDK; nothing checks it. */
export async function sendByUppy(journey: Journey, page: Page, path: string): Promise<number> {
  const uppy = await prepareUppy(journey, page);
  await openWithFile(page, path);
  await uppy.load();
  const ms = await page.evaluate(async () => {
    const file = document.querySelector<HTMLInputElement>('#bench')?.files?.[0];
    // Set by `uppy-page.ts`.
    const { sendByUppy } = globalThis as unknown as { sendByUppy(file: File | undefined): Promise<void> };
    const startedAt = performance.now();
    await sendByUppy(file);
    return performance.now() - startedAt;
  });
  await uppy.removeObjects();
  return ms;
}

/** Opens the form's page as a first visit does, with the file in an input of the bench's own. */
async function openWithFile(page: Page, path: string): Promise<void> {
  await page.goto('/forms/documents');
  await page.evaluate(() => {
    localStorage.clear();
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bench' });
    document.body.append(input);
  });
  await page.locator('#bench').setInputFiles(path);
  // The work of loading the page ends before the clock starts, and does not count.
  await sleep(500);
  await page.evaluate(() => Object.assign(globalThis, { counted: { longTasks: 0 } }));
}
