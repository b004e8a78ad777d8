import { GetObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { readPage } from '../support/page.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

let testApp: TestApp;
let s3: S3Client;
/** Runs once at a moment of the app's work. */
const happenings: { beforeFind?: Happening; afterKeep?: Happening; beforeMark?: Happening } = {};
interface Happening {
  /** An upload's id, or its key in the bucket. */
  readonly on: string;
  readonly run: () => Promise<unknown>;
}

async function meanwhile(moment: keyof typeof happenings, on: string): Promise<void> {
  const happening = happenings[moment];
  if (happening?.on !== on) return;
  delete happenings[moment];
  await happening.run();
}

beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ records, bucket }) => ({
      bucket: {
        ...bucket,
        async removePendingTag(key) {
          await bucket.removePendingTag(key);
          await meanwhile('afterKeep', key);
        },
        async addPendingTag(key) {
          await meanwhile('beforeMark', key);
          await bucket.addPendingTag(key);
        },
      },
      records: {
        ...records,
        uploads: {
          ...records.uploads,
          async find(id) {
            await meanwhile('beforeFind', id);
            return records.uploads.find(id);
          },
        },
      },
    }),
  });
  s3 = createBucketClient(testApp.config).s3;
});
afterAll(() => testApp.close());

async function keyOf(uploadId: string): Promise<string> {
  return (await testApp.dependencies.records.uploads.find(uploadId))?.key ?? '';
}

async function tagsOf(uploadId: string) {
  const where = { Bucket: testApp.config.bucketName, Key: await keyOf(uploadId) };
  return (await s3.send(new GetObjectTaggingCommand(where))).TagSet;
}

const pending = [{ Key: 'state', Value: 'pending' }];

describe('POST /forms/{form} with an idempotency key', () => {
  it('POST /forms/{form}, a key sent twice, answers as the first time and records once (attack 15)', async () => {
    const { client } = await testApp.signUp();
    const submission = { files: [await upload(client, helloText)], idempotencyKey: 'key-one-after-the-other' };
    const first = await postDocuments(client, submission);
    const second = await postDocuments(client, submission);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
    expect((await (await client.get('/submissions')).json()).items).toHaveLength(1);
  });

  it('POST /forms/{form}, a key sent many times at the same moment, records once (attack 15)', async () => {
    const { client } = await testApp.signUp();
    const submission = { files: [await upload(client, helloText)], idempotencyKey: 'key-at-the-same-moment' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => postDocuments(client, submission)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
    expect(new Set(ids).size).toBe(1);
    expect((await (await client.get('/submissions')).json()).items).toHaveLength(1);
  });

  it('POST /forms/{form}, a key sent twice while its file is checked, answers the same (attack 15)', async () => {
    const { client } = await testApp.signUp();
    const id = await upload(client, helloText);
    const submission = { files: [id], idempotencyKey: 'key-overtaken' };
    let first: Response | undefined;
    const run = async () => {
      first = await postDocuments(client, submission);
    };
    happenings.beforeFind = { on: id, run };
    const second = await postDocuments(client, submission);
    expect([first?.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first?.json());
  });

  it('POST /forms/{form}, a key sent again with other content, answers 409 (attack 15)', async () => {
    const { client } = await testApp.signUp();
    const idempotencyKey = 'key-with-other-content';
    const first = await postDocuments(client, { files: [await upload(client, helloText)], idempotencyKey });
    const spare = await upload(client, helloText);
    for (const parts of [{ title: 'Shoes' }, { files: [spare] }]) {
      const { files } = await (await client.get(first.headers.get('Location') ?? '')).json();
      const same = { files: [files.files[0].id], idempotencyKey };
      const response = await postDocuments(client, { ...same, ...parts });
      expect(response.status).toBe(409);
      expect((await response.json()).detail).toContain('sent before with other content');
    }
    expect((await (await client.get('/submissions')).json()).items).toHaveLength(1);
  });

  it('POST /forms/{form}, one key of two users or of two forms, records each', async () => {
    const [one, other] = [await testApp.signUp(), await testApp.signUp()];
    for (const { client } of [one, other])
      expect(
        (await postDocuments(client, { files: [await upload(client, helloText)], idempotencyKey: 'key-of-two-people' }))
          .status,
      ).toBe(201);
  });

  it('POST /forms/{form}, a double click, leads to one receipt, and a changed form to a new key', async () => {
    const { client } = await testApp.signUp();
    const form = { title: 'Boots', files: await upload(client, helloText), idempotencyKey: 'key-double-click' };
    const send = (parts = {}) =>
      client.post('/forms/documents', { form: { ...form, ...parts }, headers: { accept: 'text/html' } });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
    const page = await readPage(await send({ title: 'Shoes' }));
    expect(page.status).toBe(409);
    expect(page.valueOf('title')).toBe('Shoes');
    expect(page.valueOf('idempotencyKey')).not.toBe('key-double-click');
  });
});

describe('POST /forms/{form} twice with one upload at the same moment', () => {
  it('POST /forms/{form}, one upload in two submissions, goes to exactly one and stays kept', async () => {
    const { client } = await testApp.signUp();
    for (let round = 0; round < 5; round++) {
      const id = await upload(client, helloText);
      expect(await tagsOf(id)).toEqual(pending);
      const answers = await Promise.all([
        postDocuments(client, { files: [id] }),
        postDocuments(client, { files: [id] }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
      const loser = answers.find(({ status }) => status === 422);
      expect(await loser?.json()).toMatchObject({
        errors: [{ field: 'files', message: expect.stringMatching(/meanwhile|is part of another/) }],
      });
      expect(await tagsOf(id)).toEqual([]);
    }
  });

  it('POST /forms/{form}, one upload, stays kept although the other submission gives it back before', async () => {
    const { client } = await testApp.signUp();
    const [shared, lost] = [await upload(client, helloText), await upload(client, helloText)];
    let winner: Response | undefined;
    const win = async () => {
      winner = await postDocuments(client, { files: [shared] });
    };
    happenings.afterKeep = { on: await keyOf(lost), run: () => client.send('DELETE', `/uploads/${lost}`) };
    happenings.beforeMark = { on: await keyOf(shared), run: win };
    const refused = await postDocuments(client, { files: [lost, shared] });
    expect([refused.status, winner?.status]).toEqual([422, 201]);
    expect(await tagsOf(shared)).toEqual([]);
  });

  it('POST /forms/{form}, one upload, stays kept although the other submission gave it back earlier', async () => {
    const { client } = await testApp.signUp();
    const [shared, lost] = [await upload(client, helloText), await upload(client, helloText)];
    happenings.afterKeep = {
      on: await keyOf(shared),
      async run() {
        happenings.afterKeep = { on: await keyOf(lost), run: () => client.send('DELETE', `/uploads/${lost}`) };
        const refused = await postDocuments(client, { files: [lost, shared] });
        expect(refused.status).toBe(422);
        expect(await tagsOf(shared)).toEqual(pending);
      },
    };
    expect((await postDocuments(client, { files: [shared] })).status).toBe(201);
    expect(await tagsOf(shared)).toEqual([]);
  });

  it('POST /forms/{form}, a submission that fails, gives its files back to the lifecycle rule', async () => {
    const { client } = await testApp.signUp();
    const [spare, lost] = [await upload(client, helloText), await upload(client, helloText)];
    happenings.afterKeep = { on: await keyOf(lost), run: () => client.send('DELETE', `/uploads/${lost}`) };
    const refused = await postDocuments(client, { files: [lost, spare] });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errors: [{ field: 'files', message: expect.stringContaining('meanwhile') }],
    });
    expect(await tagsOf(spare)).toEqual(pending);
    expect((await postDocuments(client, { files: [spare] })).status).toBe(201);
    expect(await tagsOf(spare)).toEqual([]);
  });
});
