/**
 * Sends a file by the form on a slow line, with a pause, a reload and the way back from both: `node --import tsx
 * bench/slow-line.ts [megabytes] [kilobytes a second]`, after `npm run build`. By default 60 MB at 64 KB/s, which takes
 * some 17 minutes, so `npm run bench` leaves it out. Chromium throttles the line, and counts what it sends. Exits with 1
 * when more than 8 MB were sent twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { makeArchive } from '../test/journeys/large-archive.ts';
import { startJourney } from '../test/support/journey.ts';

const allowedTwice = 8_000_000;
const [megabytes = '60', kilobytesPerSecond = '64'] = process.argv.slice(2);
const size = Number(megabytes) * 1_000_000;
const uploadThroughput = Number(kilobytesPerSecond) * 1000;

const journey = await startJourney('the Node server');
const archive = await makeArchive('slow.zip', size);
try {
  const { user, password } = await journey.testApp.signUp();
  const page = await journey.open({ signedInAs: { email: user.email, password } });
  const sent = new Map<string, number>();
  const sentBytes = () => [...sent.values()].reduce((sum, bytes) => sum + bytes, 0);
  await page.exposeFunction('benchSent', (request: string, bytes: number) => sent.set(request, bytes));
  await page.addInitScript(countSentBytes);
  await page.goto('/forms/documents');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const line = { offline: false, latency: 50, downloadThroughput: -1, uploadThroughput };
  await session.send('Network.emulateNetworkConditions', line);

  const choose = () => page.locator('[data-upload-form] input[type=file]').first().setInputFiles(archive.path);
  const row = page.locator('[data-phase]');
  const until = async (bytes: number) => {
    while (sentBytes() < bytes) await sleep(100);
  };
  const tell = (step: string) => console.log(`${(sentBytes() / 1e6).toFixed(1)} MB sent: ${step}`);

  const startedAt = performance.now();
  await choose();
  await until(size * 0.38);
  tell('pause');
  await row.getByRole('button', { name: /^Pause/ }).click();
  await sleep(Math.min(30_000, (size / uploadThroughput) * 100));
  tell('resume');
  await row.getByRole('button', { name: /^Resume/ }).click();
  await until(size * 0.74);
  tell('reload');
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  tell('the same file is chosen again');
  await choose();
  await page.locator('[data-phase=complete]').waitFor({ timeout: 0 });
  const twice = sentBytes() - size;
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(
    `${megabytes} MB at ${kilobytesPerSecond} KB/s: ${minutes} minutes, ${(twice / 1e6).toFixed(2)} MB sent twice; ${allowedTwice / 1e6} are allowed.`,
  );
  process.exitCode = twice <= allowedTwice ? 0 : 1;
} finally {
  await archive.remove();
  await journey.close();
}

/** Runs in the page: reports the bytes of each request to the bucket that have left. */
function countSentBytes(): void {
  const { benchSent } = globalThis as unknown as { benchSent(request: string, bytes: number): void };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    const request = crypto.randomUUID();
    this.upload.addEventListener('progress', ({ loaded }) => benchSent(request, loaded));
    send.call(this, body);
  };
}
