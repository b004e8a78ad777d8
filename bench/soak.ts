/**
 * Measures the memory that a function still holds after 2,000 mixed requests, at once or spread over some minutes:
 * `node --import tsx bench/soak.ts [requests [minutes]]`.
 *
 * One process behind the local gateway answers small and large bodies as text and as
 * base64, spills one answer of twenty, and breaks off one of fifty. Exits with 1 when the last quarter has more than 1.2
 * times the memory of the first, which begins after a hundred requests, when everything has been loaded.
 */
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { Memory } from '../test/journeys/any-size/memory-watch.ts';
import { startAnySizeServers } from '../test/journeys/any-size/servers.ts';
import { rawGet } from '../test/support/raw-get.ts';
import { median } from './measure.ts';

const MiB = 1024 ** 2;
const warmUp = 100;
/** Free memory within the process goes up and down, so that one look says little. */
const requestsBetweenLooks = 20;
const allowedRatio = 1.2;

const [requests = '2000', minutes = '0'] = process.argv.slice(2);
const pauseMs = (Number(minutes) * 60_000) / Number(requests);
const servers = await startAnySizeServers();
try {
  const url = servers.urls['the gateway'];
  await ask(url, 0, warmUp);
  const looks = await ask(url, warmUp, Number(requests));
  const quarter = Math.floor(looks.length / 4);
  const [start, end] = [looks.slice(0, quarter), looks.slice(-quarter)].map((some) => median(some.map(nowBytes)));
  const peak = Math.max(...looks.map(({ peakBytes }) => peakBytes));
  const row = { 'first quarter (MiB)': start, 'peak (MiB)': peak, 'last quarter (MiB)': end };
  console.table([
    Object.fromEntries(Object.entries(row).map(([name, bytes = NaN]) => [name, Math.round(bytes / MiB)])),
  ]);
  const ratio = (end ?? Number.NaN) / (start ?? Number.NaN);
  console.log(`${requests} requests: ${ratio.toFixed(2)} of the memory at the start, ${allowedRatio} allowed.`);
  process.exitCode = ratio <= allowedRatio ? 0 : 1;
} finally {
  await servers.close();
}

async function ask(url: string, from: number, to: number): Promise<Memory[]> {
  const looks: Memory[] = [];
  for (let number = from; number < to; number += 1) {
    const response = await rawGet(url + pathOf(number));
    for await (const _ of response);
    if (number % requestsBetweenLooks === 0) looks.push(await memoryOf(url));
    await setTimeout(pauseMs);
  }
  return looks;
}

function pathOf(number: number): string {
  if (number % 50 === 49) return `/broken/${3 * MiB}`;
  if (number % 20 === 19) return `/blocks/${12 * MiB}`;
  if (number % 10 === 9) return `/blocks/${4 * MiB}`;
  return `/bodies/${number % 36}`;
}

async function memoryOf(url: string): Promise<Memory> {
  // The response of the fixture app.
  return (await json(await rawGet(`${url}/memory?collected`))) as Memory;
}

function nowBytes(memory: Memory): number {
  return memory.nowBytes;
}
