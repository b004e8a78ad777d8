/**
 * Measures a spill of 1 GB: `node --import tsx bench/spill.ts [megabytes]`. The fixture app of
 * `test/journeys/any-size` runs in the local gateway, in a process of its own, and the answer goes to the embedded
 * bucket. Exits with 1 when the function's memory grows by more than it may.
 *
 * The peer is `FileUpload` of @aws-sdk/lib-storage with parts of the same size, in another new process, without a gateway.
 * /
 */
import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Upload } from '@aws-sdk/lib-storage';
import { createBucketClient } from '../src/storage/bucket-client.ts';
import { blocks } from '../test/journeys/any-size/blocks.ts';
import { type Memory, memoryWatch } from '../test/journeys/any-size/memory-watch.ts';
import { startAnySizeServers } from '../test/journeys/any-size/servers.ts';
import { rawGet } from '../test/support/raw-get.ts';
import { testConfig } from '../test/support/test-config.ts';

const MB = 1_000_000;
const allowedGrowthBytes = 128 * 1024 ** 2;
const testCredentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' };

const [first = '1000', endpoint] = process.argv.slice(2);
const byteLength = Number(first) * MB;
if (endpoint) await uploadAlone(endpoint);
else process.exitCode = (await compare()) ? 0 : 1;

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly idleBytes: number;
  readonly peakBytes: number;
}

async function compare(): Promise<boolean> {
  const servers = await startAnySizeServers({ timeoutMs: 300_000, limits: { integrationTimeoutMs: 300_000 } });
  try {
    const spilled = await spill(servers.urls['the gateway']);
    const peer = await uploadElsewhere(servers.bucketEndpoint);
    console.table([spilled, peer].map(row));
    return spilled.peakBytes - spilled.idleBytes <= allowedGrowthBytes;
  } finally {
    await servers.close();
  }
}

async function spill(url: string): Promise<Measured> {
  // The response of the fixture app.
  const memory = async () => (await json(await rawGet(`${url}/memory`))) as Memory;
  const { nowBytes: idleBytes } = await memory();
  const startedAt = performance.now();
  const response = await rawGet(`${url}/blocks/${byteLength}`);
  const seconds = (performance.now() - startedAt) / 1000;
  if (response.resume().statusCode !== 302)
    throw new Error(`The answer was ${response.statusCode} instead of a redirect.`);
  return { what: 'spill', seconds, idleBytes, peakBytes: (await memory()).peakBytes };
}

async function uploadElsewhere(bucketEndpoint: string): Promise<Measured> {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), first, bucketEndpoint];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

async function uploadAlone(s3Endpoint: string): Promise<void> {
  const { s3: client, name: Bucket } = createBucketClient(testConfig({ credentials: testCredentials, s3Endpoint }));
  const memory = memoryWatch();
  const { nowBytes: idleBytes } = memory();
  const startedAt = performance.now();
  const params = { Bucket, Key: 'spills/peer', Body: Readable.from(blocks(byteLength)) };
  await new Upload({ client, params, partSize: 8 * 1024 ** 2, queueSize: 3 }).done();
  const seconds = (performance.now() - startedAt) / 1000;
  const measured: Measured = {
    what: 'Upload of lib-storage',
    seconds,
    idleBytes,
    peakBytes: memory().peakBytes,
  };
  console.log(JSON.stringify(measured));
}

function row({ what, seconds, idleBytes, peakBytes }: Measured) {
  const inMiB = (bytes: number) => Math.round(bytes / 1024 ** 2);
  return {
    what,
    MB: byteLength / MB,
    seconds: Number(seconds.toFixed(1)),
    'MB/s': Math.round(byteLength / MB / seconds),
    'idle (MiB)': inMiB(idleBytes),
    'peak above idle (MiB)': inMiB(peakBytes - idleBytes),
  };
}
