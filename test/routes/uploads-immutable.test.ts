import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CopyRequest } from '../../src/storage/copy.ts';
import type { Client } from '../support/client.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, type SignedRequest, sendTo, start } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';
import { crc32, partOf, sendPart, signPart, startParts, twoParts } from './sending-parts.ts';

/** Runs once in a moment of the app's work: the moments between a check and the act that relies on it. */
type Moment = 'checked' | 'kept' | 'before the copy' | 'after the copy';
const happenings = new Map<Moment, () => Promise<unknown>>();

async function meanwhile(moment: Moment): Promise<void> {
  const happening = happenings.get(moment);
  happenings.delete(moment);
  await happening?.();
}

let testApp: TestApp;
let client: Client;
/** True when the bucket compares the ETag of the source of a copy. Not every S3 does. */
let isConditionKept = true;

beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ bucket, records }) => ({
      bucket: {
        ...bucket,
        async removePendingTag(key) {
          await meanwhile('checked');
          await bucket.removePendingTag(key);
          await meanwhile('kept');
        },
        async copy(terms: CopyRequest) {
          await meanwhile('before the copy');
          const etag = isConditionKept ? terms.etag : ((await bucket.head(terms.from))?.etag ?? '');
          const isCopied = await bucket.copy({ ...terms, etag });
          await meanwhile('after the copy');
          return isCopied;
        },
      },
      records,
    }),
  });
  ({ client } = await testApp.signUp());
});
afterEach(() => {
  happenings.clear();
  isConditionKept = true;
});
afterAll(() => testApp.close());

const text = (content: string) => new TextEncoder().encode(content);
const hello = text('Hello, bucket.');
/** As long as the other one, so that no size gives it away. */
const robber = text('Hello, robber.');
const page = text('<html><script>');

async function submit(id: string): Promise<void> {
  const response = await postDocuments(client, { files: [id] });
  if (response.status !== 201) throw new Error(`Refused: ${response.status} ${await response.text()}`);
}

async function download(id: string): Promise<Buffer> {
  const location = (await client.get(`/files/${id}`)).headers.get('location') ?? '';
  return Buffer.from(await (await fetch(location)).arrayBuffer());
}

async function sendWhole(): Promise<{ id: string; request: SignedRequest }> {
  const started = await start(client, helloText);
  expect((await sendTo(started.request, hello)).status).toBe(200);
  return started;
}

const moments: readonly Moment[] = ['checked', 'kept'];

describe('a file of an accepted submission', () => {
  it('PUT to the bucket, a signed PUT again after the submission, changes no byte (attack 25)', async () => {
    const { id, request } = await sendWhole();
    await submit(id);
    expect((await sendTo(request, hello)).status).toBe(412);
    expect((await sendTo(request, robber)).ok).toBe(false);
    expect(await download(id)).toEqual(Buffer.from(hello));
  });

  it.each(moments)(
    'PUT to the bucket, a signed PUT again while the file is being %s, changes no byte',
    async (moment) => {
      const { id, request } = await sendWhole();
      const answers: number[] = [];
      happenings.set(moment, async () => {
        for (const content of [hello, robber]) answers.push((await sendTo(request, content)).status);
      });
      await submit(id);
      expect(answers).toEqual([412, 412]);
      expect(await download(id)).toEqual(Buffer.from(hello));
    },
  );

  it('PUT to the bucket, an older unused signature after the submission, answers 412', async () => {
    const started = await start(client, helloText);
    const { request } = await (await client.post(`/uploads/${started.id}/request`)).json();
    await sendTo(request, hello);
    await submit(started.id);
    expect((await sendTo(started.request, hello)).status).toBe(412);
    expect((await client.post(`/uploads/${started.id}/request`)).status).toBe(409);
  });
});

describe('a file in parts of an accepted submission', () => {
  const changed = partOf(2).fill(0x62);

  async function sendInParts() {
    const id = await startParts(client);
    await sendPart(client, id, 1);
    const original = await sendPart(client, id, 2);
    // Signed before the file was complete, for other bytes: the most that an attacker could prepare.
    const prepared = await signPart(client, id, 2, changed);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
    return { id, original, prepared };
  }

  it('PUT to the bucket, a part again after the submission, answers 404 and changes no byte', async () => {
    const { id, original, prepared } = await sendInParts();
    await submit(id);
    expect((await sendTo(original, partOf(2))).status).toBe(404);
    expect((await sendTo(prepared, changed)).status).toBe(404);
    expect((await download(id)).equals(twoParts)).toBe(true);
  });

  it.each(moments)('PUT to the bucket, a part again while the file is being %s, answers 404', async (moment) => {
    const { id, prepared } = await sendInParts();
    let status = 0;
    happenings.set(moment, async () => {
      status = (await sendTo(prepared, changed)).status;
    });
    await submit(id);
    expect(status).toBe(404);
    expect((await download(id)).equals(twoParts)).toBe(true);
  });

  it('POST /uploads/{id}/complete, again after the submission, here and in the bucket, no change', async () => {
    const { id, prepared } = await sendInParts();
    await submit(id);
    const again = await client.post(`/uploads/${id}/complete`, { json: { crc32: crc32(changed) } });
    expect([again.status, (await again.json()).file.crc32]).toEqual([200, crc32(twoParts)]);
    const url = prepared.url.replace(/partNumber=2&?/, '');
    const word =
      '<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>';
    for (const address of [url, prepared.url])
      expect((await fetch(address, { method: 'POST', body: word, headers: prepared.headers })).status).toBe(403);
    const signing = await client.post(`/uploads/${id}/parts`, {
      json: { parts: [{ partNumber: 2, crc32: 'AAAAAA==' }] },
    });
    expect(signing.status).toBe(409);
    expect((await download(id)).equals(twoParts)).toBe(true);
  });
});

describe('a file from a plain form of an accepted submission', () => {
  it('POST to the bucket, a plain form again after the submission, changes no byte (attack 25)', async () => {
    const form = await openStep(client);
    const back = await postFile(form, hello);
    const id = uploadIdIn(await client.getPage(back));
    await submit(id);
    await postFile(form, robber);
    expect(uploadIdIn(await client.getPage(back))).toBe(id);
    expect(await download(id)).toEqual(Buffer.from(hello));
  });

  it.each<[Moment]>([['after the copy'], ['checked'], ['kept']])(
    'POST to the bucket, a plain form again at the moment “%s”, changes no byte',
    async (moment) => {
      const form = await openStep(client);
      happenings.set(moment, () => postFile(form, robber));
      const id = uploadIdIn(await client.getPage(await postFile(form, hello)));
      await submit(id);
      expect(happenings.has(moment)).toBe(false);
      expect(await download(id)).toEqual(Buffer.from(hello));
    },
  );

  it('POST to the bucket, a plain form again between check and copy, answers 409', async () => {
    const form = await openStep(client);
    happenings.set('before the copy', () => postFile(form, page));
    const answer = await client.getPage(await postFile(form, hello));
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('The file didn’t arrive. Choose it again.');
  });

  it('GET /forms/{form}/{field}/upload/{id}, twice at the same moment, answers the same', async () => {
    const back = await postFile(await openStep(client), hello);
    let first: Response | undefined;
    happenings.set('before the copy', async () => {
      first = await client.getPage(back);
    });
    const second = await client.getPage(back);
    expect([first?.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(first?.headers.get('location'));
  });

  it('GET /forms/{form}/{field}/upload/{id}, a bucket that ignores conditions, checks the copy', async () => {
    isConditionKept = false;
    const form = await openStep(client);
    happenings.set('before the copy', () => postFile(form, page));
    const answer = await client.getPage(await postFile(form, hello));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('looks like HTML, XML or SVG');
  });
});
