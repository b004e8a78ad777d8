import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
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
    expect(html).toContain('curl --location');
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
