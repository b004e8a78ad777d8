import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { demoUsers } from '../../src/accounts/users/demo-users.ts';
import { maxSinglePutBytes } from '../../src/uploads/part-plan.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { type Program, run } from '../support/program.ts';

/** Two gigabytes and a little, in whole parts. */
const partSize = maxSinglePutBytes;
const size = 342 * partSize;
const allowedGrowth = mebibytes(30);
const agent = new Agent({ keepAlive: true });

describe('a program sends 2 GB and fetches them again', () => {
  let folder: string;
  let server: Program;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-memory-'));
    const port = await findFreePort();
    url = `http://localhost:${port}`;
    // As `npm start` does.
    server = run(['--max-semi-space-size=1', 'src/server.ts'], {
      PORT: String(port),
      DATA_DIR: folder,
      PUBLIC_URL: '',
    });
    await server.until(/is running/);
  });
  afterAll(async () => {
    agent.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  // A minute where the machine is idle, and many times that where it is busy.
  it('a program sends 2 GB and fetches them, and the app needs at most 30 MB', async () => {
    const pid = server.child.pid ?? 0;
    const ask = await signIn(url);
    for (let round = 0; round < 50; round++) await ask('/forms/documents');
    const idle = await residentBytes(pid, 'VmRSS');
    // 5 resets the peak (proc_pid_clear_refs(5)).
    await writeFile(`/proc/${pid}/clear_refs`, '5');

    const id = await sendInParts(ask);
    const submitted = await ask('/forms/documents', { title: 'Large', files: [id] });
    expect(submitted.status).toBe(201);
    const { url: address } = await (await ask(`/files/${id}`)).json();
    expect(await isAsSent(address)).toBe(true);
    const growth = (await residentBytes(pid, 'VmHWM')) - idle;
    expect(growth).toBeLessThan(allowedGrowth);
  }, 600_000);
});

type Ask = (path: string, json?: unknown) => Promise<Response>;

async function signIn(url: string): Promise<Ask> {
  let cookie = '';
  const ask: Ask = (path, json) =>
    fetch(url + path, {
      method: json === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', origin: url, cookie },
      body: json === undefined ? null : JSON.stringify(json),
    });
  const response = await ask('/session', { email: demoUsers[1].email, password: 'sluice-demo' });
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return ask;
}

/** As the browser does: each part signed shortly before it goes, four at a time. */
async function sendInParts(ask: Ask): Promise<string> {
  const claim = { form: 'documents', field: 'files', filename: 'large.gz', contentType: 'application/gzip', size };
  const { id, multipart } = await (await ask('/uploads', claim)).json();
  expect(multipart.partSize * multipart.partCount).toBe(size);
  let next = 1;
  const sendParts = async () => {
    while (next <= multipart.partCount) {
      const partNumber = next++;
      const part = bytesOfPart(partNumber, multipart.partSize);
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32BE(crc32(part));
      const { parts } = await (
        await ask(`/uploads/${id}/parts`, { parts: [{ partNumber, crc32: checksum.toString('base64') }] })
      ).json();
      const { method, url: address, headers } = parts[0].request;
      expect(await statusOf(address, { method, headers, agent }, part)).toBe(200);
    }
  };
  await Promise.all([sendParts(), sendParts(), sendParts(), sendParts()]);
  const completed = await ask(`/uploads/${id}/complete`, {});
  expect(completed.status).toBe(200);
  return id;
}

function bytesOfPart(partNumber: number, partSize: number): Buffer<ArrayBuffer> {
  const part = Buffer.alloc(partSize, `part ${partNumber};`);
  if (partNumber === 1) part.write('1f8b0800000000000003', 'hex');
  return part;
}

/** Sends bytes by `node:http`: `fetch` takes as long again for so many. */
async function statusOf(address: string, options: RequestOptions, bytes: Buffer): Promise<number | undefined> {
  const [response] = await once(request(address, options).end(bytes), 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}

/** True when the bytes at an address are those of all parts. */
async function isAsSent(address: string): Promise<boolean> {
  const [response] = await once(request(address, { agent }).end(), 'response');
  let position = 0;
  let part = Buffer.alloc(0);
  for await (const chunk of response) {
    for (let at = 0; at < chunk.length; ) {
      const inPart = position % partSize;
      if (inPart === 0) part = bytesOfPart(position / partSize + 1, partSize);
      const length = Math.min(chunk.length - at, partSize - inPart);
      if (part.compare(chunk, at, at + length, inPart, inPart + length) !== 0) return false;
      position += length;
      at += length;
    }
  }
  return position === size;
}

async function residentBytes(pid: number, line: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
}
