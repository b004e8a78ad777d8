import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { readPage } from '../support/page.ts';
import { fileIdOf, type SubmissionJson, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let site: TestApp;
let submitter: Client;
let admin: Client;
let stranger: Client;
let submission: SubmissionJson;

beforeAll(async () => {
  site = await startTestApp();
  submitter = (await site.signUp({ username: 'Kim' })).client;
  admin = (await site.signUp({ role: 'admin', username: 'Ann' })).client;
  stranger = (await site.signUp()).client;
  submission = await submitDocument(submitter);
});
afterAll(() => site.close());

const page = { accept: 'text/html' };
const linkIn = (html: string) => /\/s\/([0-9A-Za-z]{28})/.exec(html)?.[1];
const pathOf = () => `/submissions/${submission.id}/shares`;
const make = async (client: Client, json: object = {}) => {
  const response = await client.post(pathOf(), { json });
  return { status: response.status, body: await response.json() };
};

describe('POST /submissions/{id}/shares', () => {
  it('POST /submissions/{id}/shares, as JSON, makes a link that works, and names its secret this once', async () => {
    const { status, body } = await make(submitter, { expiresInDays: 2, maxUses: 3, file: fileIdOf(submission) });
    expect([status, body.state, body.maxUses, body.filename]).toEqual([201, 'works', 3, 'hello.txt']);
    const path = new URL(body.url).pathname;
    expect((await site.client().get(path)).status).toBe(200);
    const listed = JSON.stringify(await (await submitter.get('/shares')).json());
    expect(listed).toContain(body.id);
    expect(listed).not.toContain(path.slice(3));
  });

  it.each([
    [{ expiresInDays: 31 }, 'expiresInDays'],
    [{ expiresInDays: 0 }, 'expiresInDays'],
    [{ expiresInDays: 1.5 }, 'expiresInDays'],
    [{ maxUses: 0 }, 'maxUses'],
    [{ password: 'short' }, 'password'],
  ])('POST /submissions/{id}/shares, %j, is refused beside its field', async (json, field) => {
    const { status, body } = await make(submitter, json);
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });

  it('POST /submissions/{id}/shares, by the form, shows link, QR code and command, and keeps what was typed after a mistake', async () => {
    const made = await submitter.post(pathOf(), { form: { expiresInDays: '3', file: '' }, headers: page });
    const html = await made.text();
    expect([made.status, /\/s\/[0-9A-Za-z]{28}/.test(html), html.includes('class="qr-code"')]).toEqual([
      201,
      true,
      true,
    ]);
    expect(html).toContain('curl --fail --location');
    const again = await submitter.post(pathOf(), {
      form: { expiresInDays: '99', password: 'correct horse battery' },
      headers: page,
    });
    const refused = await again.text();
    expect([again.status, refused.includes('value="99"'), refused.includes('correct horse battery')]).toEqual([
      422,
      true,
      false,
    ]);
  });
});

describe('POST /submissions/{id}/shares, at the same moment as others', () => {
  const listed = async (id: string): Promise<number> =>
    (await (await submitter.get(`/submissions/${id}/shares`)).json()).items.length;

  it('POST /submissions/{id}/shares, decisions that are faster each time, 409 and no link', async () => {
    const { id } = await submitDocument(submitter);
    const decide = async () => {
      const { version } = (await (await admin.get(`/submissions/${id}`)).json()).review;
      await admin.post(`/submissions/${id}/events`, { json: { version, kind: 'note', note: 'Wait.' } });
    };
    const send = () => submitter.post(`/submissions/${id}/shares`, { json: {} });
    replaceMethod(site.dependencies.records.reviews, 'change', (original) => async (change) => {
      if (change.event.kind === 'shared') await decide();
      return original(change);
    });
    const response = await send();
    expect([response.status, (await response.json()).detail]).toEqual([
      409,
      'The submission changed too often at this moment, so no link was created. Try again.',
    ]);
    expect(await listed(id)).toBe(0);
  });

  it('POST /submissions/{id}/shares, twenty at once, each 201 with its link or 409 without', async () => {
    const { id } = await submitDocument(submitter);
    const send = () => submitter.post(`/submissions/${id}/shares`, { json: {} });
    const statuses = (await Promise.all(Array.from({ length: 20 }, send))).map(({ status }) => status);
    expect(new Set([201, 409, ...statuses])).toEqual(new Set([201, 409]));
    expect(await listed(id)).toBe(statuses.filter((status) => status === 201).length);
  });

  it('POST /submissions/{id}/shares, one form sent often and fast, makes one link (attack 194)', async () => {
    const { id } = await submitDocument(submitter);
    const path = `/submissions/${id}/shares`;
    const fill = async () => ({
      idempotencyKey: (await readPage(await submitter.get(path, page))).valueOf('idempotencyKey') ?? '',
      expiresInDays: '3',
    });
    const form = await fill();
    const send = (one: Record<string, string>) => submitter.post(path, { form: one, headers: page });
    const shown = await Promise.all([send(form), send(form), send(form)]);
    expect(shown.map(({ status }) => status)).toEqual([201, 201, 201]);
    const links = await Promise.all(shown.map(async (one) => linkIn(await one.text())));
    expect(new Set(links)).toEqual(new Set([expect.any(String)]));
    expect(await listed(id)).toBe(1);
    // Another person who knows the key makes a link of their own.
    const other = linkIn(await (await admin.post(path, { form, headers: page })).text());
    expect([typeof other, other === links[0]]).toEqual(['string', false]);
  });

  it('POST /submissions/{id}/shares, the form of a link that was revoked, 409 without a link', async () => {
    const { id } = await submitDocument(submitter);
    const path = `/submissions/${id}/shares`;
    const form = { idempotencyKey: newId() };
    const send = () => submitter.post(path, { form, headers: page });
    await send();
    const { items } = await (await submitter.get(path)).json();
    await submitter.send('DELETE', `/shares/${items[0].id}`);
    const again = await readPage(await send());
    expect([again.status, linkIn(again.html)]).toEqual([409, undefined]);
    expect(again.html).toContain('create another one');
  });
});

describe('GET /submissions/{id}/shares', () => {
  it.each([
    ['en', 'Share Documents no. 1'],
    ['de', 'Dokumente Nr.\u00a01 teilen'],
  ])('GET /submissions/{id}/shares, in %s, has a title that names the submission', async (language, title) => {
    const html = await (await submitter.get(pathOf(), { ...page, 'accept-language': language })).text();
    expect(html).toContain(`<title>${title} – `);
  });
});

describe('GET /shares/{id}/uses', () => {
  it('GET /shares/{id}/uses, its maker and reviewers, see each use once, page by page, the newest first; others get 404 (attack 195)', async () => {
    const { body } = await make(submitter);
    const path = new URL(body.url).pathname;
    const open = async (agent: string, form: Record<string, string> = {}) => {
      site.advanceSeconds(1);
      await site.client().post(path, { form, headers: { ...page, 'user-agent': agent } });
    };
    for (const agent of ['curl/8.5.0', 'Wget/1.21']) await open(agent);
    await open('curl/8.5.0', { file: fileIdOf(submission) });
    const uses = async (query: string) => (await submitter.get(`/shares/${body.id}/uses${query}`)).json();
    const first = await uses('?limit=2');
    const second = await uses(`?limit=2&cursor=${first.nextCursor}`);
    const { lastUsedAt } = (await (await submitter.get('/shares')).json()).items[0];
    const all = [...first.items, ...second.items];
    expect(all.map(({ client, fileId }) => [client, fileId])).toEqual([
      ['curl', fileIdOf(submission)],
      ['Wget', null],
      ['curl', null],
    ]);
    expect([all[0].at, second.nextCursor]).toEqual([lastUsedAt, null]);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(await (await admin.get(`/shares/${body.id}/uses`)).json()).toEqual({ items: all, nextCursor: null });
    expect((await stranger.get(`/shares/${body.id}/uses`)).status).toBe(404);
    expect((await submitter.get(`/shares/${body.id}/uses?cursor=U0hBUkU`)).status).toBe(422);
  });
});

describe('links and rights', () => {
  it('GET /submissions/{id}/shares, its reviewers, see those of others, and can revoke them', async () => {
    const { body } = await make(submitter);
    const { items } = await (await admin.get(pathOf())).json();
    expect(items.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect((await stranger.get(pathOf())).status).toBe(404);
    expect((await stranger.send('DELETE', `/shares/${body.id}`)).status).toBe(404);
    expect((await admin.send('DELETE', `/shares/${body.id}`)).status).toBe(204);
    expect((await admin.send('DELETE', `/shares/${body.id}`)).status).toBe(204);
    expect((await site.client().get(new URL(body.url).pathname)).status).toBe(404);
    const { items: events } = await (await admin.get(`/submissions/${submission.id}/events?limit=50`)).json();
    const kinds = events.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'share-revoked')).toHaveLength(1);
    expect(kinds.filter((kind: string) => kind === 'shared').length).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(events)).not.toContain(new URL(body.url).pathname.slice(3));
    const told = await (await admin.get(`/submissions/${submission.id}`, page)).text();
    expect(told).toMatch(/Kim/);
  });

  it('POST /shares/{id}/revocation, by the form, leads back to the list that it came from', async () => {
    const { body } = await make(submitter);
    const response = await submitter.post(`/shares/${body.id}/revocation`, { form: { from: 'submission' } });
    expect([response.status, response.headers.get('Location')]).toEqual([303, `${pathOf()}?revoked`]);
    expect(await (await submitter.get('/shares', page)).text()).toContain('Revoked');
  });
});
