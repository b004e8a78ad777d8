import { createHash } from 'node:crypto';
import { buffer, json, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawFollow, rawGet } from '../support/raw-get.ts';
import { blocks } from './any-size/blocks.ts';
import { allBodies } from './any-size/bodies.ts';
import type { Memory } from './any-size/memory-watch.ts';
import { type AnySizeServers, startAnySizeServers, wayNames } from './any-size/servers.ts';

const MiB = 1024 ** 2;
/** The growth of the function that is too much. */
const large = 160 * MiB;

let servers: AnySizeServers;
beforeAll(async () => {
  servers = await startAnySizeServers();
});
afterAll(() => servers.close());

describe.each(wayNames)('through %s', (way) => {
  // First, while the function's process is new. 1 GB takes longer than a test should: bench/spill.ts.
  test('GET of a large body, arrives whole, and little of it is held in memory (attack 66)', async () => {
    const { nowBytes } = await memoryOf(way);
    const response = await rawFollow(`${servers.urls[way]}/blocks/${large}`);
    expect(await sha256Of(response)).toBe(await sha256Of(blocks(large)));
    // The Node server runs in this process, which holds more than its responses.
    if (way !== 'the Node server') expect((await memoryOf(way)).peakBytes - nowBytes).toBeLessThan(128 * MiB);
  });

  test.each(Object.keys(allBodies))('GET of a body, %s, arrives unchanged', async (name) => {
    const { bytes, headers = {} } = allBodies[name]?.() ?? { bytes: Buffer.alloc(0) };
    const response = await rawFollow(`${servers.urls[way]}/bodies/${Object.keys(allBodies).indexOf(name)}`);
    expect(response.statusCode).toBe(200);
    expect((await buffer(response)).equals(bytes)).toBe(true);
    for (const [header, value] of Object.entries(headers)) {
      expect(withoutSpaces(response.headers[header])).toBe(withoutSpaces(value));
    }
  });
});

test('GET through the gateway, a small body directly, a large one by way of the bucket', async () => {
  const statuses = async (path: string) =>
    Promise.all(wayNames.map(async (way) => (await rawGet(servers.urls[way] + path)).resume().statusCode));
  expect(await statuses(`/blocks/${4 * MiB}`)).toEqual([200, 200, 200]);
  expect(await statuses(`/blocks/${7 * MiB}`)).toEqual([302, 200, 200]);
});

test.each(['the Node server', 'the stream mode'] as const)(
  'GET through %s, a source that breaks late, is a broken transfer (attack 77)',
  async (way) => {
    const response = await rawGet(`${servers.urls[way]}/broken/${2 * MiB}`);
    expect(response.statusCode).toBe(200);
    await expect(buffer(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  },
);

test('GET /broken through the stream mode, a body that breaks off, leaves the process running', async () => {
  const url = servers.urls['the stream mode'];
  const pid = await text(await rawGet(`${url}/process`));
  await expect(buffer(await rawGet(`${url}/broken/${2 * MiB}`))).rejects.toThrow('aborted');
  expect(await text(await rawGet(`${url}/process`))).toBe(pid);
});

test.each([2 * MiB, 20 * MiB])(
  'GET through the gateway, a source that breaks after %i bytes, answers 502 (attack 77)',
  async (bytes) => {
    const response = await rawGet(`${servers.urls['the gateway']}/broken/${bytes}`);
    expect(response.statusCode).toBe(502);
    expect(await text(response)).toContain('broke off');
  },
);

test('GET through the stream mode, a client that reads slowly, holds no unread bytes in memory', async () => {
  const { nowBytes } = await memoryOf('the stream mode');
  const response = await rawGet(`${servers.urls['the stream mode']}/blocks/${200 * MiB}`);
  await pause(1500);
  const { byteLength } = await buffer(response);
  expect(byteLength).toBe(200 * MiB);
  expect((await memoryOf('the stream mode')).peakBytes - nowBytes).toBeLessThan(64 * MiB);
});

async function memoryOf(way: (typeof wayNames)[number]): Promise<Memory> {
  // The JSON of the fixture app.
  return (await json(await rawGet(`${servers.urls[way]}/memory`))) as Memory;
}

async function sha256Of(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** S3 keeps a list, and writes it in its own way. */
function withoutSpaces(value: unknown): string {
  return String(value ?? '').replaceAll(' ', '');
}
