import { expect, test } from 'vitest';
import type { SeenRequest } from './fake-app.tsx';
import type { Fault } from './fake-bucket.ts';
import { noise, type OpenForm, untilPhase, useOpenForm } from './open-form.ts';

const film = noise(3_000_000);
const boots = noise(48_213);

// A clock that runs and can be put forward, for waits of half a minute.
const { form, formBrowser } = useOpenForm(({ page }) => page.clock.install());
const halfMinute = 30_000;

/** Makes the first PUTs go wrong, one after the other. */
function failFirst(...faults: Fault[]) {
  form().bucket.state.fault = () => faults.shift();
}

/** Makes the first request that fits go wrong. */
function failOnce(fits: (request: SeenRequest) => boolean, fault: OpenForm['app']['state']['fault']) {
  let failed = false;
  form().app.state.fault = (request) => {
    if (failed || !fits(request)) return undefined;
    failed = true;
    return fault(request);
  };
}

const isCompletion = ({ path }: SeenRequest) => path.endsWith('/complete');

async function choose(name: string, bytes: Buffer) {
  await form().input.setInputFiles(await formBrowser().file(name, bytes));
}

test('parts of a file, meeting 503, a reset, a stall and a lost response, arrive', async () => {
  failFirst({ status: 503 }, 'reset', 'stall', 'lose');
  await choose('film.mp4', film);
  // All of the twelve parts and of the three repeated ones have ended but one.
  const progress = () => [form().bucket.puts.length, form().bucket.state.inFlight];
  await expect.poll(progress, { timeout: 15_000 }).toEqual([15, 1]);
  await form().page.clock.fastForward(halfMinute);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([film]);
  expect(form().bucket.puts.map(({ status }) => status)).toEqual(
    expect.arrayContaining([503, 'reset', 'stalled', 'lost']),
  );
  expect(form().bucket.puts).toHaveLength(16);
});

test('a small file, meeting 503, a reset and a stall, is signed anew and arrives', async () => {
  failFirst({ status: 503 }, 'reset', 'stall');
  await choose('boots.png', boots);
  await expect
    .poll(() => form().bucket.puts.some(({ status }) => status === 'stalled'), { timeout: 15_000 })
    .toBe(true);
  // Until the browser has reported progress: the time of silence counts from there.
  await form().page.waitForTimeout(300);
  await form().page.clock.fastForward(halfMinute);
  await untilPhase(form().page, 'boots.png', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([boots]);
  // Chromium itself repeats a request that was reset on a connection that it had kept.
  expect(form().app.requests.filter(({ path }) => path.endsWith('/request')).length).toBeGreaterThanOrEqual(2);
});

test('a small file, its response lost and then 412, is not sent a third time', async () => {
  failFirst('lose');
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'complete');
  expect(form().bucket.puts.map(({ status }) => status)).toEqual(['lost', 412]);
});

test.each<[string, Fault]>([
  ['409 ConditionalRequestConflict', { status: 409, code: 'ConditionalRequestConflict' }],
  ['400 RequestTimeout', { status: 400, code: 'RequestTimeout' }],
])('a small file and a part, meeting %s, are sent again silently', async (_title, fault) => {
  failFirst(fault);
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'complete');
  failFirst(fault);
  await choose('film.mp4', film);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([boots, film]);
});

test('an upload, a browser that takes its line for gone, goes on after half a minute', async () => {
  const { page, bucket } = form();
  await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  failFirst({ status: 503 });
  await choose('boots.png', boots);
  await expect.poll(() => bucket.puts.map(({ status }) => status)).toEqual([503]);
  await page.waitForTimeout(300);
  expect(await form().row('boots.png').innerText()).toContain('You’re offline.');
  await page.clock.fastForward(halfMinute);
  await untilPhase(page, 'boots.png', 'complete');
});

test('an upload, expired URLs, signs them again silently', async () => {
  form().bucket.state.fault = ({ partNumber }) => {
    if (partNumber === 2) form().bucket.expireSignatures();
    if (partNumber === 2) form().bucket.state.fault = () => undefined;
    return undefined;
  };
  await choose('film.mp4', film);
  failFirst({ status: 403, code: 'AccessDenied' });
  await choose('boots.png', boots);
  await untilPhase(form().page, 'film.mp4', 'complete');
  await untilPhase(form().page, 'boots.png', 'complete');
  expect([...form().bucket.objects.values()].map(({ length }) => length).sort()).toEqual(
    [film.length, boots.length].sort(),
  );
  expect(form().bucket.puts.some(({ status }) => status === 403)).toBe(true);
});

test('an upload, a lost response to “complete”, completes again', async () => {
  failOnce(isCompletion, () => 'lose');
  await choose('film.mp4', film);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect(form().app.requests.filter(isCompletion)).toHaveLength(2);
  expect(form().bucket.puts).toHaveLength(12);
});

test('an upload in parts, a part missing at completion, sends only that part again', async () => {
  failOnce(isCompletion, () => {
    for (const parts of form().bucket.parts.values()) parts.delete(7);
    return { status: 409, body: { detail: 'Not all parts are there.' } };
  });
  await choose('film.mp4', film);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([film]);
  expect(
    form()
      .bucket.puts.slice(12)
      .map(({ partNumber }) => partNumber),
  ).toEqual([7]);
});

test('the row of a file, until the app has answered, says “checking” and shows no 100 %', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await form().page.route('**/complete', async (route) => {
    await promise;
    await route.continue();
  });
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'checking');
  expect(await form().row('boots.png').innerText()).toContain('Checking the file…');
  expect(await form().row('boots.png').locator('progress').getAttribute('value')).toBeNull();
  expect(await form().row('boots.png').locator('input[name=files]:enabled').count()).toBe(0);
  resolve();
  await untilPhase(form().page, 'boots.png', 'complete');
});

test('the row of a file, rejected, says why in the app’s words and offers no retry', async () => {
  failOnce(isCompletion, () => ({
    status: 422,
    body: { state: 'rejected', reason: 'boots.png is not a PNG picture.' },
  }));
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'rejected');
  expect(await form().row('boots.png').innerText()).toContain('boots.png is not a PNG picture.');
  expect(await form().row('boots.png').locator('button:visible').allTextContents()).toEqual(['Remove boots.png']);
});

test('the row of a file, a problem before sending, says why and sends nothing', async () => {
  failOnce(
    ({ path }) => path === '/uploads',
    () => ({ status: 413, body: { detail: 'boots.png is too large here.' } }),
  );
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'rejected');
  expect(await form().row('boots.png').innerText()).toContain('boots.png is too large here.');
  expect(form().bucket.puts).toEqual([]);
});

test('the row of a file, a long Retry-After, offers “Try again” to the user', async () => {
  failOnce(isCompletion, () => ({ status: 503, retryAfter: '3600' }));
  await choose('boots.png', boots);
  await untilPhase(form().page, 'boots.png', 'failed');
  expect(await form().row('boots.png').innerText()).toContain('The server can’t take the file just now.');
  await form().page.getByRole('button', { name: 'Try again boots.png' }).click();
  await untilPhase(form().page, 'boots.png', 'complete');
  expect(form().bucket.puts).toHaveLength(1);
});

test('an upload, an expired session, says so and goes on after sign-in elsewhere', async () => {
  failOnce(isCompletion, () => ({ status: 401, body: { detail: 'Sign in.' } }));
  await choose('film.mp4', film);
  await untilPhase(form().page, 'film.mp4', 'signed-out');
  expect(await form().page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/session/new');
  await form().page.getByRole('button', { name: 'Try again film.mp4' }).click();
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect(form().bucket.puts).toHaveLength(12);
});

test('an upload, expired while it was sent, starts anew by itself', async () => {
  failOnce(
    ({ path }) => path.endsWith('/parts'),
    ({ path }) => {
      form().app.uploads.delete(path.split('/')[2] ?? '');
      return { status: 404, body: { detail: 'There is no such upload.' } };
    },
  );
  await choose('film.mp4', film);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect(form().app.requests.filter(({ path }) => path === '/uploads')).toHaveLength(2);
});

test('an upload, offline, waits, says so, and goes on when online', async () => {
  form().bucket.state.delayMs = 50;
  await choose('film.mp4', film);
  await expect.poll(() => form().bucket.puts.length).toBeGreaterThan(2);
  await form().context.setOffline(true);
  await expect.poll(() => form().row('film.mp4').innerText()).toContain('You’re offline.');
  const before = form().bucket.puts.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(form().bucket.puts.length).toBe(before);
  await form().context.setOffline(false);
  await untilPhase(form().page, 'film.mp4', 'complete');
  expect([...form().bucket.objects.values()]).toEqual([film]);
});
