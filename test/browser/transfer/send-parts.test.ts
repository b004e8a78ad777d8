import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection } from '../../../src/browser/transfer/connection.ts';
import type { BucketResponse } from '../../../src/browser/transfer/put-bytes.ts';
import { sendParts } from '../../../src/browser/transfer/send-parts.ts';
import { createSignedPartQueue, type PartToSend } from '../../../src/browser/transfer/signed-parts.ts';
import { createSlots } from '../../../src/browser/transfer/slots.ts';
import { UploadFailure, UploadGone } from '../../../src/browser/transfer/upload-failure.ts';

const alwaysOnline: Connection = { isOnline: () => true, wait: async () => {} };
const bytes = new Blob();
const request = { method: 'PUT', url: 'https://bucket.example/', headers: {} };

interface Trial {
  readonly partCount: number;
  readonly batch: number;
  /** The response to each PUT, in the order in which they begin; 200 after the last. */
  readonly answers: readonly BucketResponse[];
  /** Ticks that each step takes, again and again. */
  readonly pace: readonly number[];
}

interface Stops {
  readonly signal?: AbortSignal;
  readonly cutOff?: AbortSignal;
  /** Called as each PUT begins, with its number and the parts that were confirmed before. */
  readonly onPut?: (puts: number, confirmed: readonly number[]) => void;
}

function never(): AbortSignal {
  return new AbortController().signal;
}

/** Sends parts to a bucket that behaves as told, and records the requests. */
async function send({ partCount, batch, answers, pace }: Trial, stops: Stops = {}) {
  const { signal, cutOff } = { signal: never(), cutOff: never(), ...stops };
  const seen = {
    inFlight: 0,
    mostInFlight: 0,
    sent: [] as number[],
    confirmed: [] as number[],
    sentAgain: [] as number[],
    signatures: 0,
  };
  let step = 0;
  const takeTime = async () => {
    for (let ticks = pace[step++ % pace.length] ?? 0; ticks > 0; ticks--) await Promise.resolve();
  };
  const slots = createSlots(4, () => Number.POSITIVE_INFINITY);
  let puts = 0;
  const parts = createSignedPartQueue({
    missing: Array.from({ length: partCount }, (_, index) => index + 1),
    read: async (partNumber) => {
      await takeTime();
      return { partNumber, bytes, crc32: partNumber };
    },
    sign: async (read) => {
      seen.signatures++;
      await takeTime();
      return read.map((part) => ({ ...part, request }));
    },
    batch: () => batch,
    now: () => 0,
    freshForMs: 1,
  });
  const put = async ({ partNumber }: PartToSend, cut: AbortSignal): Promise<BucketResponse> => {
    if (seen.confirmed.includes(partNumber)) seen.sentAgain.push(partNumber);
    seen.sent.push(partNumber);
    seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight);
    const answer = answers[puts++] ?? ok;
    stops.onPut?.(puts, seen.confirmed);
    await takeTime();
    seen.inFlight--;
    cut.throwIfAborted();
    return answer;
  };
  const confirm = ({ partNumber }: PartToSend) => seen.confirmed.push(partNumber);
  const inSlot = <Result>(stop: AbortSignal, work: () => Promise<Result>) =>
    slots.use({ fileSize: 0, bytes: 0, signal: stop }, work);
  const outcome = await sendParts({
    parts,
    lanes: 4,
    connection: alwaysOnline,
    signal,
    cutOff,
    inSlot,
    put,
    confirm,
  }).then(
    () => 'sent' as const,
    (error: unknown) => error,
  );
  return { ...seen, outcome };
}

function answer(status: number, code = ''): BucketResponse {
  return { status, code, retryAfterMs: 0 };
}

const ok = answer(200);
const passing = [
  answer(0),
  answer(503),
  answer(500),
  answer(403),
  answer(400, 'RequestTimeout'),
  answer(409, 'ConditionalRequestConflict'),
  answer(400, 'ExpiredToken'),
];
const answers = fc.array(fc.constantFrom(ok, ok, ...passing), { maxLength: 60 });
const pace = fc.array(fc.nat(12), { minLength: 1, maxLength: 40 });
const trial = fc.record({
  partCount: fc.integer({ min: 1, max: 40 }),
  batch: fc.integer({ min: 1, max: 12 }),
  answers,
  pace,
});

test('sendParts, any faults, confirms each part once, at most four in flight, none sent after', async () => {
  await fc.assert(
    fc.asyncProperty(trial, async (given) => {
      const { outcome, confirmed, mostInFlight, sentAgain } = await send(given);
      // The eighth failure of one part is the last; all other parts must arrive.
      if (outcome !== 'sent') {
        expect(outcome).toBeInstanceOf(UploadFailure);
        return;
      }
      expect(confirmed.sort((a, b) => a - b)).toEqual(Array.from({ length: given.partCount }, (_, index) => index + 1));
      expect(mostInFlight).toBeLessThanOrEqual(4);
      expect(sentAgain).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('sendParts, no faults, any pace, sends every part once, in batches that grow by a quarter at least', async () => {
  let fewest = 0;
  for (let signed = 0; signed < 1_000; signed += Math.min(100, Math.max(1, Math.floor(signed / 4)))) fewest++;
  expect(fewest).toBe(33);
  await fc.assert(
    fc.asyncProperty(pace, async (ticks) => {
      const given = { partCount: 1_000, batch: 100, answers: [], pace: ticks };
      const { outcome, sent, mostInFlight, signatures } = await send(given);
      expect([outcome, sent.length]).toEqual(['sent', 1_000]);
      expect(mostInFlight).toBeLessThanOrEqual(4);
      expect(signatures).toBeLessThanOrEqual(fewest);
    }),
    { numRuns: 30 },
  );
});

test('sendParts, a part denied for good, stops the upload', async () => {
  const { outcome } = await send({ partCount: 9, batch: 4, answers: [ok, answer(400, 'InvalidPart')], pace: [2] });
  expect(outcome).toBeInstanceOf(UploadFailure);
});

test('sendParts, a part that fails eight times, stops the upload', async () => {
  const { outcome, sent } = await send({ partCount: 1, batch: 4, answers: Array(20).fill(answer(503)), pace: [1] });
  expect([outcome, sent.length]).toEqual([new UploadFailure('storage-busy', 'failed', { status: 503 }), 8]);
});

test('sendParts, an upload that the bucket does not know, has to start anew', async () => {
  const { outcome } = await send({ partCount: 3, batch: 4, answers: [answer(404, 'NoSuchUpload')], pace: [1] });
  expect(outcome).toBeInstanceOf(UploadGone);
});

test('sendParts, paused, sends nothing', async () => {
  const paused = { signal: AbortSignal.abort('paused') };
  const { outcome, sent } = await send({ partCount: 3, batch: 4, answers: [], pace: [1] }, paused);
  expect([outcome, sent]).toEqual(['paused', []]);
});

test('sendParts, paused at any part, confirms each part on its way and begins no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), pace, async (last, ticks) => {
      const pause = new AbortController();
      const onPut = (puts: number) => puts === last && pause.abort('paused');
      const given = { partCount: 40, batch: 8, answers: [], pace: ticks };
      const { outcome, sent, confirmed } = await send(given, { signal: pause.signal, onPut });
      expect(outcome).toBe('paused');
      expect(sent).toHaveLength(last);
      expect(confirmed.toSorted()).toEqual(sent.toSorted());
    }),
  );
});

test('sendParts, cancelled, confirms none of the parts on their way', async () => {
  const cancel = new AbortController();
  let confirmedBefore: readonly number[] = [];
  const onPut = (puts: number, confirmed: readonly number[]) => {
    if (puts !== 12) return;
    confirmedBefore = [...confirmed];
    cancel.abort('cancelled');
  };
  const stops = { signal: cancel.signal, cutOff: cancel.signal, onPut };
  const { outcome, sent, confirmed } = await send({ partCount: 40, batch: 40, answers: [], pace: [1, 1, 40] }, stops);
  expect([outcome, confirmed]).toEqual(['cancelled', confirmedBefore]);
  expect(sent.length - confirmed.length).toBeGreaterThan(1);
});
