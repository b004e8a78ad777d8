import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { contentOf, readPage } from '../support/page.ts';
import { type SubmissionJson, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';
import { signUpUsers } from '../support/users.ts';

let testApp: TestApp;
let client: (who: string) => Client;
/** The submitter's, oldest first. */
const submissions: SubmissionJson[] = [];

beforeAll(async () => {
  testApp = await startTestApp();
  const users = await signUpUsers(testApp);
  const { submitter, colleague } = users;
  client = users.client;
  for (let count = 0; count < 4; count++) submissions.push(await submitDocument(submitter.client));
  submissions.push(await submitAvatar(submitter.client));
  await submitDocument(colleague.client);
});
afterAll(() => testApp.close());

const newestFirst = () => submissions.map(({ id }) => id).reverse();

interface List {
  readonly items: SubmissionJson[];
  readonly nextCursor: string | null;
}

async function list(who: string, query = ''): Promise<List> {
  return (await client(who).get(`/submissions${query}`)).json();
}

describe('GET /submissions', () => {
  it('GET /submissions, a user and an admin, lists their own newest first, and all', async () => {
    const mine = await list('submitter');
    expect(mine.items.map(({ id }) => id)).toEqual(newestFirst());
    expect(mine.nextCursor).toBeNull();
    expect((await list('colleague')).items).toHaveLength(1);
    expect((await list('admin')).items).toHaveLength(6);
    expect(await list('stranger')).toMatchObject({ status: 401 });
  });

  it.each([1, 2, 3, 5])(
    'GET /submissions, pages of %d, gives each submission once, the last page without a next',
    async (limit) => {
      const ids: string[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null && pages < 10; pages++) {
        const page: List = await list('submitter', `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(cursor).toBeNull();
      expect(ids).toEqual(newestFirst());
    },
  );

  it.each([5, 1])('GET /submissions, a last page exactly full with %d, has no next', async (limit) => {
    let path = `/submissions?limit=${limit}`;
    for (let left = submissions.length - limit; left > 0; left -= limit) {
      const { html } = await readPage(await client('submitter').getPage(path));
      path = /href="([^"]*cursor=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    const last = await client('submitter').get(path);
    expect(await last.json()).toMatchObject({ items: { length: limit }, nextCursor: null });
    expect((await readPage(await client('submitter').getPage(path))).html).not.toContain('Older submissions');
  });

  it('GET /submissions?form=, a reviewer and another user, lists that form to the reviewer only', async () => {
    const { items } = await list('admin', '?form=avatar');
    expect(items.map(({ id }) => id)).toEqual([submissions.at(-1)?.id]);
    expect(await list('submitter', '?form=documents')).toMatchObject({ status: 403 });
    expect(await list('admin', '?form=nothing')).toMatchObject({ status: 404 });
  });

  it('GET /submissions, the cursor of another user’s list, opens nothing of theirs', async () => {
    const { nextCursor } = await list('submitter', '?limit=2');
    const ids = (await list('colleague', `?cursor=${nextCursor}`)).items.map(({ submitter }) => submitter.username);
    expect(ids).not.toContain(submissions[0]?.submitter.username);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=many',
    'limit=',
    'cursor=x',
    'cursor=',
    `cursor=${'x'.repeat(2000)}`,
  ])('GET /submissions?%s, answers 422', async (query) => {
    const response = await client('submitter').get(`/submissions?${query}`);
    expect(response.status).toBe(422);
    expect((await response.json()).errors).toHaveLength(1);
  });

  it.each([
    'IDEMPOTENCY#documents#x',
    'USER',
    `OPEN-UPLOAD#${newId()}`,
    'SUBMISSION#',
    'SUBMISSION#2026-01-01T00:00:00.000Z#../x',
  ])('GET /submissions, a cursor to %s, another part of the table, answers 422', async (place) => {
    const cursor = Buffer.from(place).toString('base64url');
    expect((await client('submitter').get(`/submissions?cursor=${cursor}`)).status).toBe(422);
  });

  it('GET /submissions in a browser, many submissions, shows a page with a link to older ones', async () => {
    const page = await readPage(await client('submitter').getPage('/submissions?limit=2'));
    expect(page.html).toContain(`href="/submissions/${newestFirst()[0]}"`);
    const next = /href="(\/submissions\?limit=2&amp;cursor=[\w-]+)"/.exec(page.html)?.[1]?.replace('&amp;', '&') ?? '';
    const older = await readPage(await client('submitter').getPage(next));
    expect(older.html).toContain(`href="/submissions/${newestFirst()[2]}"`);
    expect(older.html).not.toContain(`href="/submissions/${newestFirst()[0]}"`);
  });
});

describe('GET /submissions/{id}', () => {
  it.each([
    ['submitter', 200],
    ['admin', 200],
    ['colleague', 404],
    ['stranger', 401],
  ])('GET /submissions/{id}, the %s, answers %d (attack 2)', async (who, status) => {
    const response = await client(who).get(`/submissions/${submissions[0]?.id}`);
    expect(response.status).toBe(status);
    if (status !== 200) {
      expect(await response.text()).not.toContain('Boots');
      return;
    }
    const { progress, review, files, ...sent } = await response.json();
    const [{ scan, ...file }] = files.files;
    expect({ ...sent, files: { files: [file] } }).toEqual(submissions[0]);
    expect(scan).toMatchObject({ state: 'off', signature: null });
    expect(progress).toEqual({ state: 'new', part: 'new', message: null, supersededBy: null });
    expect(review === null).toBe(who === 'submitter');
  });

  it('GET /submissions/{id}, of another user and of none, answer the same (attack 56)', async () => {
    const answerTo = async (id: string | undefined) => {
      const { requestId: _its, ...problem } = await (await client('colleague').get(`/submissions/${id}`)).json();
      return problem;
    };
    expect(await answerTo(submissions[0]?.id)).toEqual(await answerTo(newId()));
  });

  it('GET /submissions/{id} in a browser, shows number, time, fields, and files with checksums', async () => {
    const submitter = client('submitter');
    const files = await upload(submitter, { ...helloText, filename: '<i>"two" & more.txt' });
    const posted = await submitter.post('/forms/documents', {
      json: { title: '<script>x</script>', note: 'a\nb', files: [files] },
    });
    const submission: SubmissionJson = await posted.json();
    const { html } = await readPage(await submitter.getPage(`/submissions/${submission.id}`));
    expect(html).toContain(`<h1>Documents no. ${submission.number}</h1>`);
    expect(html).toContain(`datetime="${submission.submittedAt}"`);
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt;');
    const name = '<bdi>&lt;i&gt;&quot;two&quot; &amp; more.txt</bdi>';
    expect(html).toContain(`<a href="/files/${files}">Download <span class="visually-hidden">${name}</span></a>`);
    expect(html).toContain(
      `<a href="/files/${files}?disposition=inline">Open <span class="visually-hidden">${name}</span></a>`,
    );
    const sha256 = Buffer.from(submission.files.files?.[0]?.sha256 ?? '', 'base64').toString('hex');
    expect(html).toContain(`<summary>SHA-256</summary><code dir="ltr">${sha256}</code>`);
    expect(html).toContain('<bdi>text</bdi>');
    expect(html).not.toMatch(/<script>x|<i>"two/);
  });

  it('GET /submissions/{id} in a browser, the submitter is thanked after sending, others see from whom it is', async () => {
    const { client: submitter, user } = await testApp.signUp({ username: 'Ada Receipt' });
    const files = [await upload(submitter, helloText), await upload(submitter, { ...helloText, filename: 'two.txt' })];
    const posted = await submitter.post('/forms/documents', { json: { title: 'Boots', note: '', files } });
    const { id, number }: SubmissionJson = await posted.json();
    const own = await readPage(await submitter.getPage(`/submissions/${id}?sent=1`));
    const size = 2 * helloText.bytes.length;
    expect(own.html).toContain(`Thank you. We have received 2 files (${size}\u00a0bytes).`);
    expect((await readPage(await submitter.getPage(`/submissions/${id}`))).html).not.toContain('Thank you');
    expect(own.html).toContain(`<code dir="ltr">documents-${number}</code>`);
    expect(own.html).toContain('<a href="/forms/documents">Send another</a>');
    expect(contentOf(own.html)).not.toContain(user.username);
    const seen = await readPage(await client('admin').getPage(`/submissions/${id}?sent=1`));
    expect(seen.html).toContain('<bdi>Ada Receipt</bdi>');
    expect(seen.html).not.toContain('Thank you');
  });

  it('GET /submissions in a browser, a line has title, first file and size, and the name of others only', async () => {
    const { client: submitter } = await testApp.signUp({ username: 'Ada Line' });
    const files = [await upload(submitter, helloText), await upload(submitter, { ...helloText, filename: 'two.txt' })];
    await submitter.post('/forms/documents', { json: { title: 'Boots in winter', note: '', files } });
    const { html } = await readPage(await submitter.getPage('/submissions'));
    const line = /<ul class="records">[\s\S]*?<\/li>/.exec(html)?.[0] ?? '';
    expect(line).toContain('<bdi>Boots in winter</bdi></a>');
    expect(line).toMatch(/<bdi>[^<]+<\/bdi> and 1 more/);
    expect(line).toContain(`${2 * helloText.bytes.length}\u00a0bytes`);
    expect(line).not.toContain('Ada Line');
    expect((await readPage(await client('admin').getPage('/submissions'))).html).toContain('<bdi>Ada Line</bdi>');
  });

  it.each(['x', '../x', 'aaaaaaaa%00', 'a'.repeat(65)])(
    'GET /submissions/%s, no id of a submission, answers 404 (attack 65)',
    async (id) => {
      expect((await client('submitter').get(`/submissions/${encodeURIComponent(id)}`)).status).toBe(404);
    },
  );
});
