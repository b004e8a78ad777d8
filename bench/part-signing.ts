/**
 * Measures the signing of 100 parts of an upload: `node --import tsx bench/part-signing.ts`. Exits with 1 when one
 * `POST /uploads/{id}/parts` for 100 parts takes more than the allowed share of the processor time (medians) that
 * `getSignedUrl` of the SDK takes for the same 100 parts, one after the other, in turns and in the same process. Ours
 * is counted from when it is known who asks. The app is the real one; the table answers from memory, and signing needs
 * no bucket.
 */
import { S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { newTokenText } from '../src/accounts/tokens/token-text.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies, type Dependencies } from '../src/dependencies.ts';
import type { UploadRecord } from '../src/records/upload-records.ts';
import { gibibytes, mebibytes } from '../src/values/byte-size.ts';
import { hashOf } from '../src/values/hash.ts';
import { newId } from '../src/values/id.ts';
import { median, round } from './measure.ts';

const partsToSign = 100;
const rounds = 200;
/** Ours as a share of `getSignedUrl`; measured: 0.2. */
const allowed = 0.4;

const now = new Date();
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-for-measuring-only' };
const userId = newId();
const token = newTokenText();
const upload: UploadRecord = {
  ...{ id: newId(), userId, form: 'documents', field: 'files', key: `files/${newId()}`, filename: 'film.mov' },
  ...{ contentType: 'video/quicktime', size: gibibytes(5), multipartId: newId().repeat(4), state: 'pending' },
  createdAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
};
const parts = Array.from({ length: partsToSign }, (_, at) => ({ partNumber: at + 1, crc32: 'AAAAAA==' }));

/** Answers the app's look-up of the upload, once the user is known. */
let knownAt = process.cpuUsage();
const app = createApp(await stubbedDependencies());
const peer = new S3Client({ region: 'eu-central-1', credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });

const ours: number[] = [];
const theirs: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  ours.push(await signThroughTheApp());
  if (round % 4 === 0) theirs.push(await signWithGetSignedUrl());
}
process.exitCode = report() ? 0 : 1;

async function signThroughTheApp(): Promise<number> {
  const response = await app.request(`http://localhost:3000/uploads/${upload.id}/parts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ parts }),
  });
  const text = await response.text();
  const spent = millisecondsSince(knownAt);
  if (response.status !== 200 || text.split('X-Amz-Signature=').length !== partsToSign + 1)
    throw new Error(`The app did not sign: ${response.status} ${text.slice(0, 300)}`);
  return spent;
}

async function signWithGetSignedUrl(): Promise<number> {
  const before = process.cpuUsage();
  for (const { partNumber, crc32 } of parts) {
    const command = new UploadPartCommand({
      ...{ Bucket: 'files', Key: upload.key, UploadId: upload.multipartId, PartNumber: partNumber },
      ...{ ContentLength: mebibytes(16), ChecksumCRC32: crc32 },
    });
    await getSignedUrl(peer, command, { expiresIn: 300, unhoistableHeaders: new Set(['x-amz-checksum-crc32']) });
  }
  return millisecondsSince(before);
}

/** A table that knows one user, their token and their upload. */
async function stubbedDependencies(): Promise<Dependencies> {
  const config = { ...readConfig({}), sessionSecrets: ['a-secret-that-is-long-enough-for-this'], credentials };
  const base = await createDependencies(config, new URL('../test/support/assets/', import.meta.url));
  const { records } = base;
  const owner = { id: userId, email: 'a@example.com', username: 'a', role: 'user', isActive: true } as const;
  const user = { ...owner, passwordHash: '', createdAt: now.toISOString() };
  const known = { id: hashOf(token), userId, name: 'bench', scope: 'submit', epoch: 0 } as const;
  const used = { ...known, createdAt: now.toISOString(), lastUsedAt: now.toISOString() };
  return {
    ...base,
    log: { ...base.log, info: () => undefined },
    records: {
      ...records,
      tokens: { ...records.tokens, find: () => Promise.resolve(used) },
      users: { ...records.users, find: () => Promise.resolve(user) },
      uploads: {
        ...records.uploads,
        find: () => {
          knownAt = process.cpuUsage();
          return Promise.resolve(upload);
        },
      },
    },
  };
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function report(): boolean {
  const [oursMs, theirsMs] = [median(ours), median(theirs)];
  const row = (what: string, ms: number) => ({
    what,
    'CPU (ms)': round(ms),
    'a part (µs)': round((ms / partsToSign) * 1000),
  });
  console.table([
    row(`POST /uploads/{id}/parts for ${partsToSign} parts`, oursMs),
    row(`getSignedUrl ${partsToSign} times`, theirsMs),
  ]);
  const ratio = oursMs / theirsMs;
  console.log(`Ours takes ${round(ratio)} of getSignedUrl; ${allowed} are allowed.`);
  return ratio <= allowed;
}
