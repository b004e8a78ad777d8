import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let admin: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  admin = (await testApp.signUp({ role: 'admin' })).client;
});
afterAll(() => testApp.close());

const password = 'another three words';
const html = { accept: 'text/html' };

async function makeLink(userId: string): Promise<string> {
  const response = await admin.post(`/users/${userId}/password-links`);
  if (response.status !== 201) throw new Error(`No link: ${response.status}`);
  const { url } = await response.json();
  return new URL(url).pathname;
}

describe('password links', () => {
  it('GET /users/{id}/password-links, after a change of language on its page, leads to the user', async () => {
    const { user } = await testApp.signUp();
    const path = `/users/${user.id}/password-links`;
    const page = await admin.post(path, { headers: html });
    expect([page.status, await page.text()]).toEqual([201, expect.stringContaining(`name="next" value="${path}"`)]);
    const changed = await admin.post('/language', { form: { language: 'en', next: path } });
    expect(changed.headers.get('Location')).toBe(path);
    expect((await admin.get(path)).headers.get('Location')).toBe(`/users/${user.id}`);
  });

  it('POST /password-links/{id}, a new password, signs the user in and ends all other sessions', async () => {
    const { client, user, password: before } = await testApp.signUp();
    const path = await makeLink(user.id);
    const visitor = testApp.client();
    expect(await (await visitor.getPage(path)).text()).toContain(user.email);
    const response = await visitor.post(path, { form: { password }, headers: html });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
    expect((await visitor.get('/users/me')).status).toBe(200);
    expect((await client.get('/users/me')).status).toBe(401);
    await expect(testApp.client().signIn(user.email, before)).rejects.toThrow('401');
  });

  it('POST /password-links/{id}, twice at the same moment, works once (attack 57)', async () => {
    const { user } = await testApp.signUp();
    const path = await makeLink(user.id);
    const answers = await Promise.all(
      ['one chosen password', 'other chosen password'].map((chosen) =>
        testApp.client().post(path, { json: { password: chosen } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 404]);
    expect((await testApp.client().get(path)).status).toBe(404);
  });

  it('POST /password-links/{id}, old, replaced, outdated or of an inactive user, 404 (attack 57)', async () => {
    const user = async () => testApp.signUp();
    const [late, replaced, changed, gone] = [await user(), await user(), await user(), await user()];
    const expired = await makeLink(late.user.id);
    testApp.advanceSeconds(24 * 3600);
    const admins = await testApp.signUp({ role: 'admin' });
    admin = admins.client;
    const older = await makeLink(replaced.user.id);
    const newer = await makeLink(replaced.user.id);
    const outdated = await makeLink(changed.user.id);
    await changed.client.signIn(changed.user.email, changed.password);
    const json = { password, currentPassword: changed.password };
    expect((await changed.client.send('PATCH', '/users/me', { json })).status).toBe(200);
    const closed = await makeLink(gone.user.id);
    await admin.send('PATCH', `/users/${gone.user.id}`, { json: { is_active: false } });
    for (const path of [expired, older, outdated, closed, `/password-links/${newId()}`, '/password-links/x']) {
      expect((await testApp.client().getPage(path)).status).toBe(404);
      expect((await testApp.client().post(path, { json: { password } })).status).toBe(404);
    }
    expect((await testApp.client().post(newer, { json: { password } })).status).toBe(201);
  });

  it('POST /password-links/{id}, of a user deactivated and active again, 404 (attack 57)', async () => {
    const { user } = await testApp.signUp();
    const path = await makeLink(user.id);
    for (const is_active of [false, true]) await admin.send('PATCH', `/users/${user.id}`, { json: { is_active } });
    expect((await testApp.client().post(path, { json: { password } })).status).toBe(404);
  });

  it('POST /password-links/{id}, an unfit password, keeps the link and says why', async () => {
    const { user } = await testApp.signUp();
    const path = await makeLink(user.id);
    for (const [chosen, says] of [
      ['short', 'at least 10 characters'],
      ['password1234', 'Too many people'],
      [user.email, 'your name or email'],
    ] as const) {
      const page = await readPage(await testApp.client().post(path, { form: { password: chosen }, headers: html }));
      expect([page.status, page.errorOf('password')]).toEqual([422, expect.stringContaining(says)]);
    }
    expect((await testApp.client().post(path, { json: { password } })).status).toBe(201);
  });

  it('POST /users/{id}/password-links, by an admin in person, shows the link in the response only', async () => {
    const { client, user } = await testApp.signUp();
    expect((await client.post(`/users/${user.id}/password-links`)).status).toBe(403);
    expect((await admin.post(`/users/${newId()}/password-links`)).status).toBe(404);
    const page = await (await admin.post(`/users/${user.id}/password-links`, { form: {}, headers: html })).text();
    expect(page).toMatch(/http:\/\/localhost:3000\/password-links\/[\w-]{24}/);
    expect(JSON.stringify(testApp.logLines)).not.toMatch(/password-links\/[\w-]{24}/);
  });
});
