/**
 * Sends files from a page in Chromium to the embedded bucket: `node --import tsx bench/browser-uploads.ts [rounds]`, after
 * `npm run build`. Compares one plain PUT without any check, a form of the app (signed, hashed, checked in the bucket)
 * and Uppy with its own signatures, by medians of rounds in turns: on a line of 100 Mbit/s with the time that the bytes
 * alone need, and on loopback with the plain PUT. Then the form sends 2 GB, while the page's long tasks (more than 50 ms)
 * are counted and the memory of its process is read. Exits with 1 when the form takes more than the allowed multiple,
 * when a task is long, or when the memory grows.
 */
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { makeArchive } from '../test/journeys/large-archive.ts';
import { startJourney } from '../test/support/journey.ts';
import { sendByForm, sendByUppy, sendPlainly } from './browser-uploads/ways.ts';
import { median, round } from './measure.ts';

/** A file on a line, and the most time that the form may take for it. */
interface Trial {
  readonly megabytes: number;
  /** The rate to which Chromium holds all its requests together; without one the processor is the limit, on loopback. */
  readonly megabitsPerSecond?: number;
  /** A multiple of the time in which the bytes alone pass the line; on loopback, of one plain PUT. */
  readonly allowed: number;
  readonly rounds: number;
}

const trials: readonly Trial[] = [
  { megabytes: 15, allowed: 3, rounds: 9 },
  { megabytes: 400, allowed: 1.7, rounds: 5 },
  { megabytes: 15, megabitsPerSecond: 100, allowed: 2, rounds: 3 },
  { megabytes: 60, megabitsPerSecond: 100, allowed: 1.25, rounds: 3 },
];
const ways = { 'plain PUT': sendPlainly, form: sendByForm, Uppy: sendByUppy };
type Way = keyof typeof ways;
const enduranceMegabytes = 2000;
const allowedGrowthMegabytes = 80;
const [roundsAsked] = process.argv.slice(2);

const journey = await startJourney('the Node server');
try {
  const { user, password } = await journey.testApp.signUp();
  const page = await journey.open({ signedInAs: { email: user.email, password } });
  await page.addInitScript(countLongTasks);
  const verdicts: boolean[] = [];
  for (const trial of trials) verdicts.push(await compare(page, trial));
  verdicts.push(await endure(page));
  process.exitCode = verdicts.every(Boolean) ? 0 : 1;
} finally {
  await journey.close();
}

async function compare(page: Page, { megabytes, megabitsPerSecond, allowed, rounds }: Trial): Promise<boolean> {
  const limit = megabitsPerSecond ? await limitLine(page, megabitsPerSecond) : undefined;
  const file = await makeArchive(`${megabytes}.zip`, megabytes * 1_000_000);
  // The keys of an object above.
  const names = Object.keys(ways) as Way[];
  const results = new Map(names.map((name) => [name, { ms: [] as number[], longTasks: 0 }]));
  try {
    // The first round warms up: the engine compiles, the file comes into the system's cache.
    for (let turn = 0; turn <= Number(roundsAsked ?? rounds); turn += 1) {
      for (const name of names) {
        const ms = await ways[name](journey, page, file.path);
        if (turn > 0) results.get(name)?.ms.push(ms);
        if (turn > 0) (results.get(name) ?? { longTasks: 0 }).longTasks += await longTasksOf(page);
      }
    }
  } finally {
    await limit?.detach();
    await file.remove();
  }
  const medianOf = (name: Way) => median(results.get(name)?.ms ?? []);
  const base = megabitsPerSecond ? (megabytes * 8000) / megabitsPerSecond : medianOf('plain PUT');
  const nameOfBase = megabitsPerSecond ? 'line' : 'plain PUT';
  const rows = names.map((name) => ({
    [`${megabytes} MB, ${megabitsPerSecond ? `${megabitsPerSecond} Mbit/s` : 'loopback'}`]: name,
    ms: Math.round(medianOf(name)),
    [`of the ${nameOfBase}`]: round(medianOf(name) / base),
    'long tasks': results.get(name)?.longTasks,
  }));
  console.table(rows);
  const ratio = medianOf('form') / base;
  console.log(`The form takes ${round(ratio)} of the ${nameOfBase}; ${allowed} are allowed.`);
  return ratio <= allowed;
}

/** Limits the requests of a page, until the session is detached. */
async function limitLine(page: Page, megabitsPerSecond: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const uploadThroughput = (megabitsPerSecond * 1_000_000) / 8;
  const line = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await session.send('Network.emulateNetworkConditions', line);
  return session;
}

async function endure(page: Page): Promise<boolean> {
  const file = await makeArchive('endurance.zip', enduranceMegabytes * 1_000_000);
  const readMegabytes = await memoryOfRenderers(page);
  try {
    const samples: number[] = [];
    const timer = setInterval(() => samples.push(readMegabytes()), 250);
    const ms = await sendByForm(journey, page, file.path);
    clearInterval(timer);
    const longTasks = await longTasksOf(page);
    // What was read waits for the garbage collector, so peaks are compared: that of the first third and of the last.
    const third = Math.floor(samples.length / 3);
    const [first, last] = [Math.max(...samples.slice(0, third)), Math.max(...samples.slice(-third))];
    const growth = Math.round(last - first);
    console.log(
      `${enduranceMegabytes} MB by the form: ${Math.round(ms / 1000)} s, ${longTasks} long tasks, and the page's process grew by ${growth} MB from its first third (${Math.round(first)}) to its last; 0 and ${allowedGrowthMegabytes} are allowed.`,
    );
    return longTasks === 0 && growth <= allowedGrowthMegabytes;
  } finally {
    await file.remove();
  }
}

/** Runs in the page: counts its tasks of more than 50 ms. */
function countLongTasks(): void {
  // The window of a page has no such property of its own.
  const counting = globalThis as unknown as { counted: { longTasks: number } };
  counting.counted = { longTasks: 0 };
  new PerformanceObserver((list) => {
    counting.counted.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask' });
}

/** Returns the long tasks since the last call or load. */
function longTasksOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    // Set by `countLongTasks`.
    const { counted } = globalThis as unknown as { counted: { longTasks: number } };
    const { longTasks } = counted;
    counted.longTasks = 0;
    return longTasks;
  });
}

/** Returns a function that reads the memory of the pages' processes in megabytes; 0 where there is no `/proc`. */
async function memoryOfRenderers(page: Page): Promise<() => number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  return () => ids.reduce((sum, id) => sum + residentKilobytes(id), 0) / 1000;
}

function residentKilobytes(processId: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
