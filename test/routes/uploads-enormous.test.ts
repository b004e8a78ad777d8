import {
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type ListPartsCommandInput,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingParts, partRange, signedAheadMs, signingBatch } from '../../src/browser/transfer/parts-to-send.ts';
import type { ReadPart } from '../../src/browser/transfer/read-ahead.ts';
import { sendParts } from '../../src/browser/transfer/send-parts.ts';
import { createSignedPartQueue, type PartToSend } from '../../src/browser/transfer/signed-parts.ts';
import { video } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { maxObjectBytes, maxPartBytes } from '../../src/values/s3-limits.ts';
import type { Client } from '../support/client.ts';
import { sampleFiles } from '../support/sample-files.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import type { SignedRequest } from '../support/uploading.ts';

const size = 5e12;
const films = defineForm({
  ...{ slug: 'films', title: 'Films', description: 'x', submit: anyoneSignedIn, review: anyoneSignedIn },
  fields: { film: files({ label: 'Film', accept: video, maxBytes: maxObjectBytes, minFiles: 0, maxFiles: 1 }) },
});

let testApp: TestApp;
let client: Client;
let id: string;
let plan: { partSize: number; partCount: number };
/** The parts in a bucket that could hold the object. */
const arrived = new Map<number, number>();
let isWhole = false;
let appRequests = 0;

beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ bucket }) => ({
      forms: createForms([films]),
      bucket: { ...bucket, readRange: () => Promise.resolve(sampleFiles['video/mp4']) },
    }),
  });
  ({ client } = await testApp.signUp());
  stubbed = stubBucket();
  const claim = { form: 'films', field: 'film', filename: 'film.mp4', contentType: 'video/mp4', size };
  const response = await ask('/uploads', claim);
  ({ id, multipart: plan } = await response.json());
});
afterAll(() => {
  stubbed.restore();
  return testApp.close();
});

let stubbed: ReturnType<typeof stubBucket>;
function stubBucket() {
  const stubbed = mockClient(S3Client);
  stubbed.on(CreateMultipartUploadCommand).resolves({ UploadId: 'm'.repeat(128) });
  stubbed.on(ListPartsCommand).callsFake(({ PartNumberMarker = '0' }: ListPartsCommandInput) => {
    const after = [...arrived].filter(([number]) => number > Number(PartNumberMarker)).sort(([a], [b]) => a - b);
    const Parts = after.slice(0, 1000).map(([PartNumber, Size]) => ({ PartNumber, Size, ETag: `"${PartNumber}"` }));
    const NextPartNumberMarker = String(Parts.at(-1)?.PartNumber);
    return { Parts, IsTruncated: after.length > 1000, NextPartNumberMarker };
  });
  stubbed.on(CompleteMultipartUploadCommand).callsFake(() => {
    isWhole = true;
    return {};
  });
  const nothing = new S3ServiceException({ name: 'NotFound', $fault: 'client', $metadata: { httpStatusCode: 404 } });
  stubbed.on(HeadObjectCommand).callsFake(() => {
    if (!isWhole) throw nothing;
    return { ContentLength: size, ContentType: 'video/mp4', ETag: '"whole"' };
  });
  return stubbed;
}

function ask(path: string, json: unknown): Promise<Response> {
  appRequests += 1;
  return client.post(path, { json });
}

/** Runs the page's own code on a line of this speed without reading or sending bytes. */
async function sendAll(bytesPerSecond: number, partCount = plan.partCount): Promise<void> {
  let measured = 0;
  const read = (partNumber: number): Promise<ReadPart> =>
    Promise.resolve({ partNumber, bytes: new Blob(), crc32: partNumber });
  const sign = async (parts: readonly ReadPart[]): Promise<PartToSend[]> => {
    const claims = parts.map(({ partNumber }) => ({ partNumber, crc32: 'AAAAAA==' }));
    const response = await ask(`/uploads/${id}/parts`, { parts: claims });
    const answer: { parts: { partNumber: number; request: SignedRequest }[] } = await response.json();
    return parts.map((part, at) => ({
      ...part,
      request: answer.parts[at]?.request ?? { method: '', url: '', headers: {} },
    }));
  };
  const parts = createSignedPartQueue({
    ...{ missing: missingParts(partCount, arrived), read, sign, now: () => 0, freshForMs: 2 * signedAheadMs },
    batch: () => signingBatch(plan.partSize, measured),
  });
  await sendParts({
    ...{ parts, lanes: 4, signal: new AbortController().signal, cutOff: new AbortController().signal },
    connection: { isOnline: () => true, wait: () => Promise.resolve() },
    inSlot: (_signal, work) => work(),
    put: ({ request, partNumber }) => {
      const { start, end } = partRange(partNumber, plan.partSize, size);
      expect(request.url).toContain(`partNumber=${partNumber}&`);
      arrived.set(partNumber, end - start);
      return Promise.resolve({ status: 200, code: '', retryAfterMs: 0 });
    },
    confirm: () => {
      measured = bytesPerSecond;
    },
  });
}

describe('an upload of 5 TB', () => {
  it('POST /uploads, 5 TB, plans the fewest and smallest parts that S3 allows', () => {
    expect(plan).toEqual({ partSize: 477 * 1024 ** 2, partCount: 9997 });
    expect(plan.partSize).toBeLessThanOrEqual(maxPartBytes);
  });

  it('POST /uploads/{id}/parts, 5 TB at 10 Gbit/s, needs few requests to the app for 100 parts', async () => {
    appRequests = 0;
    await sendAll(1.25e9);
    expect(arrived.size).toBe(plan.partCount);
    expect(appRequests).toBeLessThanOrEqual(plan.partCount / 100 + 5);
  });

  it('GET /uploads/{id}, more than nine pages of parts, lists all in one response', async () => {
    stubbed.resetHistory();
    const answer = await (await client.get(`/uploads/${id}`)).text();
    expect(JSON.parse(answer).receivedParts).toHaveLength(plan.partCount);
    expect(answer.length).toBeLessThan(1_000_000);
    expect(stubbed.commandCalls(ListPartsCommand)).toHaveLength(10);
  });

  it('POST /uploads/{id}/complete, parts on several pages, joins all in order by their sizes', async () => {
    stubbed.resetHistory();
    const answer = await client.post(`/uploads/${id}/complete`, { json: {} });
    expect([answer.status, (await answer.json()).file.size]).toEqual([200, size]);
    expect(stubbed.commandCalls(ListPartsCommand)).toHaveLength(10);
    const input: CompleteMultipartUploadCommandInput | undefined =
      stubbed.commandCalls(CompleteMultipartUploadCommand)[0]?.args[0].input;
    expect(input?.MpuObjectSize).toBe(size);
    const numbers = input?.MultipartUpload?.Parts?.map(({ PartNumber }) => PartNumber);
    expect(numbers).toEqual(Array.from({ length: plan.partCount }, (_, at) => at + 1));
  });
});

it('POST /uploads/{id}/parts, a slower line, asks for the parts of a minute, none too old', () => {
  // 1 Gbit/s, 100 Mbit/s, and a line that was not measured yet.
  expect([1.25e8, 1.25e7, 0].map((speed) => signingBatch(plan.partSize, speed))).toEqual([14, 1, 1]);
});
