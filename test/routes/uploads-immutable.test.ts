import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CopyRequest } from '../../src/storage/copy.ts';
import type { Client } from '../support/client.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, type SignedRequest, sendTo, start } from '../support/uploading.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';
import { crc32, partOf, sendPart, signPart, startParts, twoParts } from './sending-parts.ts';

/** What somebody does in a moment of the app's work, once: the moments between a check and what is done upon it. */
type Moment = 'checked' | 'kept' | 'before the copy' | 'after the copy';
const happenings = new Map<Moment, () => Promise<unknown>>();

async function meanwhile(moment: Moment): Promise<void> {
  const happening = happenings.get(moment);
  happenings.delete(moment);
  await happening?.();
}

let testApp: TestApp;
let client: Client;
/** Whether the bucket looks at the ETag of what it copies. Not every S3 does. */
let isConditionKept = true;

beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ bucket, records }) => ({
      bucket: {
        ...bucket,
        async keep(key) {
          await meanwhile('checked');
          await bucket.keep(key);
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

describe('once a submission is accepted, its bytes stay what they were', () => {
  it('attack 25: although the signed PUT is sent again', async () => {
    const { id, request } = await sendWhole();
    await submit(id);
    expect((await sendTo(request, hello)).status).toBe(412);
    expect((await sendTo(request, robber)).ok).toBe(false);
    expect(await download(id)).toEqual(Buffer.from(hello));
  });

  it.each(moments)('although the signed PUT is sent again in the moment when the file is %s', async (moment) => {
    const { id, request } = await sendWhole();
    const answers: number[] = [];
    happenings.set(moment, async () => {
      for (const content of [hello, robber]) answers.push((await sendTo(request, content)).status);
    });
    await submit(id);
    expect(answers).toEqual([412, 412]);
    expect(await download(id)).toEqual(Buffer.from(hello));
  });

  it('although an unused PUT of the same upload was signed again before', async () => {
    const started = await start(client, helloText);
    const { request } = await (await client.post(`/uploads/${started.id}/request`)).json();
    await sendTo(request, hello);
    await submit(started.id);
    expect((await sendTo(started.request, hello)).status).toBe(412);
    expect((await client.post(`/uploads/${started.id}/request`)).status).toBe(409);
  });
});

describe('once a submission with a file in parts is accepted, its bytes stay what they were', () => {
  const changed = partOf(2).fill(0x62);

  async function sendInParts() {
    const id = await startParts(client);
    await sendPart(client, id, 1);
    const original = await sendPart(client, id, 2);
    // Signed before the file was complete, for other bytes: all that a robber could have prepared.
    const prepared = await signPart(client, id, 2, changed);
    expect((await client.post(`/uploads/${id}/complete`)).status).toBe(200);
    return { id, original, prepared };
  }

  it('although a part is sent again, the same or another one', async () => {
    const { id, original, prepared } = await sendInParts();
    await submit(id);
    expect((await sendTo(original, partOf(2))).status).toBe(404);
    expect((await sendTo(prepared, changed)).status).toBe(404);
    expect((await download(id)).equals(twoParts)).toBe(true);
  });

  it.each(moments)('although a part is sent again in the moment when the file is %s', async (moment) => {
    const { id, prepared } = await sendInParts();
    let status = 0;
    happenings.set(moment, async () => {
      status = (await sendTo(prepared, changed)).status;
    });
    await submit(id);
    expect(status).toBe(404);
    expect((await download(id)).equals(twoParts)).toBe(true);
  });

  it('although its completion is asked for again, by us and straight from the bucket', async () => {
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

describe('once a submission with a file from a plain form is accepted, its bytes stay what they were', () => {
  it('attack 25: although the form is sent again', async () => {
    const form = await openStep(client);
    const back = await postFile(form, hello);
    const id = uploadIdIn(await client.getPage(back));
    await submit(id);
    await postFile(form, robber);
    expect(uploadIdIn(await client.getPage(back))).toBe(id);
    expect(await download(id)).toEqual(Buffer.from(hello));
  });

  it.each<[Moment]>([['after the copy'], ['checked'], ['kept']])(
    'although the form is sent again in this moment: %s',
    async (moment) => {
      const form = await openStep(client);
      happenings.set(moment, () => postFile(form, robber));
      const id = uploadIdIn(await client.getPage(await postFile(form, hello)));
      await submit(id);
      expect(happenings.has(moment)).toBe(false);
      expect(await download(id)).toEqual(Buffer.from(hello));
    },
  );

  it('and what is sent between the look and the copy is not taken over', async () => {
    const form = await openStep(client);
    happenings.set('before the copy', () => postFile(form, page));
    const answer = await client.getPage(await postFile(form, hello));
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('The file did not arrive. Choose it once more.');
  });

  it('and of two looks at the same moment the second gives the answer of the first', async () => {
    const back = await postFile(await openStep(client), hello);
    let first: Response | undefined;
    happenings.set('before the copy', async () => {
      first = await client.getPage(back);
    });
    const second = await client.getPage(back);
    expect([first?.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(first?.headers.get('location'));
  });

  it('also where the bucket copies what it should not: the copy is what is checked', async () => {
    isConditionKept = false;
    const form = await openStep(client);
    happenings.set('before the copy', () => postFile(form, page));
    const answer = await client.getPage(await postFile(form, hello));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('HTML, XML and SVG files are not accepted here');
  });
});
