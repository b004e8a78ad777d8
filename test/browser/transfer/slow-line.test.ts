import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLine } from '../../../src/browser/transfer/line.ts';
import { missingParts, partRange, signedAheadMs, signingBatch } from '../../../src/browser/transfer/parts-to-send.ts';
import { parallelRequests } from '../../../src/browser/transfer/run.ts';
import { sendParts } from '../../../src/browser/transfer/send-parts.ts';
import { createSignedPartQueue } from '../../../src/browser/transfer/signed-parts.ts';
import { createSlots } from '../../../src/browser/transfer/slots.ts';
import { maxSinglePutBytes, planParts } from '../../../src/uploads/part-plan.ts';
import { createSlowLine, type SlowLine } from './slow-line.ts';

/*
 * The page's own code sends the parts of a file on a slow line, in simulated time, while the person pauses, resumes and
 * reloads.
 */

const fileBytes = 60_000_000;
const slowBytesPerSecond = 64_000;
const plan = planParts(fileBytes);
const request = { method: 'PUT', url: 'https://bucket.example/', headers: {} };

/** One act of the person, so many seconds after the last. A pause ends after `forSeconds` with Resume. */
interface Act {
  readonly kind: 'pause' | 'reload';
  readonly afterSeconds: number;
  readonly forSeconds: number;
}

/** Sends the file, and returns the bytes that were sent twice. */
async function bytesSentTwice(bytesPerSecond: number, acts: readonly Act[]): Promise<number> {
  const line = createSlowLine(bytesPerSecond);
  const stored = new Set<number>();
  let page = openPage(line, stored);
  const pass = async (seconds: number) => {
    for (const end = line.now() + seconds * 1000; line.now() < end && !isStored(stored); ) await line.tick();
  };
  page.start();
  for (const { kind, afterSeconds, forSeconds } of acts) {
    await pass(afterSeconds);
    if (kind === 'pause') {
      page.pause();
      await pass(forSeconds);
    } else {
      page.leave();
      page = openPage(line, stored);
    }
    page.start();
  }
  await pass((3 * fileBytes) / bytesPerSecond);
  expect(missingParts(plan.partCount, stored)).toEqual([]);
  return line.sentBytes() - fileBytes;
}

function isStored(stored: ReadonlySet<number>): boolean {
  return stored.size === plan.partCount;
}

/** Opens the page anew: it knows the parts in the bucket, and measures the line from the beginning. */
function openPage(slowLine: SlowLine, stored: Set<number>) {
  const line = createLine(slowLine.now);
  const slots = createSlots(parallelRequests, line.allowance);
  const cut = new AbortController();
  let stop = new AbortController();
  let runs: Promise<unknown> = Promise.resolve();
  const send = ({ signal }: AbortController) => {
    const parts = createSignedPartQueue({
      missing: missingParts(plan.partCount, stored),
      read: async (partNumber) => ({ partNumber, bytes: new Blob(), crc32: 0 }),
      sign: async (read) => read.map((part) => ({ ...part, request })),
      batch: () => signingBatch(plan.partSize, 0),
      now: slowLine.now,
      freshForMs: 2 * signedAheadMs,
    });
    return sendParts({
      ...{ parts, lanes: parallelRequests, signal, cutOff: cut.signal },
      connection: { isOnline: () => true, wait: async () => {} },
      inSlot: (signal, work) => slots.use({ fileSize: fileBytes, bytes: plan.partSize, signal }, work),
      put: ({ partNumber }, cutOff) => {
        const { start, end } = partRange(partNumber, plan.partSize, fileBytes);
        return line.measure(end - start, () => slowLine.put(end - start, cutOff));
      },
      confirm: ({ partNumber }) => stored.add(partNumber),
    }).catch((error: unknown) => expect(error).toHaveProperty('name', 'AbortError'));
  };
  return {
    start() {
      stop = new AbortController();
      const current = stop;
      runs = runs.then(() => send(current));
    },
    pause: () => stop.abort(),
    leave() {
      cut.abort();
      stop.abort();
    },
  };
}

const seconds = fc.integer({ min: 0, max: 500 });
const pause = fc.record({ kind: fc.constant<'pause'>('pause'), afterSeconds: seconds, forSeconds: seconds });
const reload = fc.record({ kind: fc.constant<'reload'>('reload'), afterSeconds: seconds, forSeconds: seconds });

test('a line of 64 KB/s, 60 MB, a pause and a reload at any moment, send at most 8 MB twice', async () => {
  const journey = fc.tuple(pause, reload).chain((acts) => fc.shuffledSubarray(acts, { minLength: 2 }));
  await fc.assert(
    fc.asyncProperty(journey, async (acts) => {
      expect(await bytesSentTwice(slowBytesPerSecond, acts)).toBeLessThanOrEqual(8_000_000);
    }),
    { numRuns: 60 },
  );
});

test('a line of 64 KB/s, 60 MB, pauses at any moments, send nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pause, { maxLength: 5 }), async (acts) => {
      expect(await bytesSentTwice(slowBytesPerSecond, acts)).toBeCloseTo(0, 3);
    }),
    { numRuns: 40 },
  );
});

test('a line of 20 to 300 KB/s, 60 MB, reloads at any moments, send at most one part twice for each', async () => {
  const speed = fc.integer({ min: 20_000, max: 300_000 });
  await fc.assert(
    fc.asyncProperty(speed, fc.array(reload, { maxLength: 4 }), async (bytesPerSecond, acts) => {
      expect(await bytesSentTwice(bytesPerSecond, acts)).toBeLessThanOrEqual(acts.length * maxSinglePutBytes);
    }),
    { numRuns: 40 },
  );
});
