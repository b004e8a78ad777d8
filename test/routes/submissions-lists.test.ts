import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { text } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { putItem } from '../../src/records/item.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { contentOf } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const voting = defineForm({
  slug: 'voting',
  title: 'Voting',
  description: 'One line.',
  fields: { title: text({ label: 'Title', required: true }) },
  busy: true,
  submit: anyoneSignedIn,
  review: anyoneSignedIn,
});

let testApp: TestApp;
let admin: Client;
let submitter: Awaited<ReturnType<TestApp['signUp']>>;
/** Of all submissions, oldest first: some from before lists were spread, then some in shards. */
const ids: string[] = [];

beforeAll(async () => {
  testApp = await startTestApp({ replace: ({ forms }) => ({ forms: createForms([...forms.values(), voting]) }) });
  submitter = await testApp.signUp();
  admin = (await testApp.signUp({ role: 'admin' })).client;
  for (let count = 0; count < 7; count++) ids.push(await addAsBefore(`Old ${count}`));
  for (let count = 0; count < 12; count++) {
    const response = await submitter.client.post('/forms/voting', { json: { title: `New ${count}` } });
    ids.push((await response.json()).id);
  }
});
afterAll(() => testApp.close());

/** Writes a submission as the app did before rows and shards: a whole item, and its id in three lists. */
async function addAsBefore(title: string): Promise<string> {
  const { id: userId, username } = submitter.user;
  testApp.advanceSeconds(1);
  const submission: SubmissionRecord = {
    ...{ id: newId(), number: 1, form: 'voting', submittedAt: testApp.dependencies.clock().toISOString() },
    ...{ submitter: { id: userId, username }, fields: { title }, files: {} },
  };
  const { id, submittedAt } = submission;
  await putItem(testApp.table, { pk: `SUBMISSION#${id}`, sk: 'SUBMISSION', ...submission });
  for (const pk of [`USER#${userId}`, 'FORM#voting', 'ALL'])
    await putItem(testApp.table, { pk, sk: `SUBMISSION#${submittedAt}#${id}`, submissionId: id });
  return id;
}

/** The ids of a list in its order, page by page, as a program reads it. */
async function readAll(client: Client, query: string): Promise<string[]> {
  const read: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await (
      await client.get(`/submissions?${query}${cursor && `&cursor=${cursor}`}`)
    ).json();
    read.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return read;
}

/** The ids of a list in its order, page by page, as the links of its pages lead. */
async function readPages(client: Client, first: string): Promise<string[]> {
  const read: string[] = [];
  let path: string | undefined = first;
  while (path !== undefined) {
    const page = contentOf(await (await client.getPage(path)).text());
    read.push(...[...page.matchAll(/href="\/submissions\/([\w-]+)"/g)].map(([, id = '']) => id));
    path = /href="(\/submissions\?[^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  }
  return read;
}

describe('GET /submissions over shards and items from before', () => {
  it.each([1, 4, 25])(
    'GET /submissions, pages of %d of all, of a busy form and of one user, in order',
    async (limit) => {
      const newestFirst = ids.toReversed();
      expect(await readAll(admin, `limit=${limit}`)).toEqual(newestFirst);
      expect(await readAll(admin, `limit=${limit}&form=voting`)).toEqual(newestFirst);
      expect(await readAll(submitter.client, `limit=${limit}`)).toEqual(newestFirst);
      expect(await readPages(admin, `/submissions?limit=${limit}`)).toEqual(newestFirst);
    },
  );

  it('GET /submissions, a cursor from before there were shards, goes on behind it', async () => {
    const { Items = [] } = await testApp.table.documents.send(
      new QueryCommand({
        TableName: testApp.table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': 'ALL', ':prefix': 'SUBMISSION#' },
      }),
    );
    const cursor = Buffer.from(String(Items[3]?.sk)).toString('base64url');
    const { items } = await (await admin.get(`/submissions?cursor=${cursor}`)).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 3).reverse());
  });

  it('GET /submissions, rows and whole submissions, show the same texts', async () => {
    const page = await (await admin.getPage('/submissions')).text();
    for (const title of ['Old 0', 'Old 6', 'New 0', 'New 11']) expect(page).toContain(`>${title}</`);
  });

  it('POST /forms/{form}, of a form that is not of the account, leaves no item for its latest', async () => {
    const Key = { pk: `USER#${submitter.user.id}`, sk: 'LATEST#voting' };
    const found = await testApp.table.documents.send(new GetCommand({ TableName: testApp.table.name, Key }));
    expect(found.Item).toBeUndefined();
  });
});
