import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockIsRight } from '../../../cli/doctor/clock.ts';
import { signedRequestLifetimeSeconds } from '../../../src/storage/presigned-request.ts';

const theirs = new Date('2026-11-20T09:00:00Z');
const server = createServer((_, response) => response.writeHead(403, { Date: theirs.toUTCString() }).end());
let address: URL;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on TCP has an AddressInfo; the string form is for pipes.
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => server.close());

const askAt = (offMs: number) => clockIsRight(() => new Date(theirs.getTime() + offMs), { bucket: address }).ask();
const lifetimeMs = signedRequestLifetimeSeconds * 1000;
const minuteMs = 60_000;

describe('the clock', () => {
  it.each([0, -(lifetimeMs - minuteMs), lifetimeMs - minuteMs])(
    'the doctor, a clock off by %d ms, is right',
    async (offMs) => {
      expect(await askAt(offMs)).toEqual({ is: 'ok' });
    },
  );

  it.each([
    [-(lifetimeMs - minuteMs + 1), '4 minutes behind'],
    [lifetimeMs - minuteMs + 1, '4 minutes ahead of'],
    [-lifetimeMs, '5 minutes behind'],
    [-5.4 * minuteMs, '5 minutes behind'],
  ])('the doctor, a clock off by %d ms, is wrong and says "%s"', async (offMs, what) => {
    expect(await askAt(offMs)).toMatchObject({ is: 'wrong', what: `The clock is ${what} the bucket's.` });
  });
});
