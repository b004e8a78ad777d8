import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInLimits } from '../../src/accounts/sessions/sign-in-limit.ts';
import { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { beginWindow } from '../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };

describe('POST /session', () => {
  it('POST /session as JSON, the right password, answers 201 with the user and no secret', async () => {
    const { user, password } = await testApp.signUp();
    const client = testApp.client();
    const response = await client.post('/session', { json: { email: user.email, password } });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      user: { id: user.id, email: user.email, username: user.username, role: 'user', is_active: true },
    });
    expect((await client.get('/submissions')).status).toBe(200);
  });

  it('POST /session in a browser, the right password, redirects to the destination', async () => {
    const { user, password } = await testApp.signUp();
    const form = { email: ` ${user.email.toUpperCase()}`.trim(), password, next: '/forms/documents?x=1' };
    const response = await testApp.client().post('/session', { form, headers: html });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/forms/documents?x=1');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'http:evil.example',
    'javascript:alert(1)',
    '/\n/evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    '///evil.example',
    'evil.example',
    '@evil.example',
    '/\r\nSet-Cookie: x=1',
    'http://localhost:3000@evil.example/',
    '',
  ])('POST /session, next=%j, redirects to no other site', async (next) => {
    const { user, password } = await testApp.signUp();
    const response = await testApp.client().post('/session', { form: { email: user.email, password, next } });
    const location = response.headers.get('Location') ?? '';
    expect(location).toMatch(/^\/(?![/\\])/);
    expect(location).not.toMatch(/[\r\n\t]/);
    expect(new URL(location, 'http://localhost:3000').origin).toBe('http://localhost:3000');
    const page = await readPage(await testApp.client().getPage(`/session/new?next=${encodeURIComponent(next)}`));
    expect(page.valueOf('next')).toMatch(/^\/(?![/\\])/);
  });

  it.each(['//evil.example/forms', 'https://evil.example/forms', '/\\\\evil.example/forms'])(
    'POST /session, a destination from %s on another site, is not taken',
    async (next) => {
      const { user, password } = await testApp.signUp();
      const response = await testApp.client().post('/session', { form: { email: user.email, password, next } });
      expect(response.headers.get('Location')).toBe('/');
    },
  );

  it.each(['/%5cevil.example', '/%2f%2fevil.example', '/a//b', '/forms?next=//evil.example'])(
    'POST /session, next=%s, is kept as it is',
    async (next) => {
      const { user, password } = await testApp.signUp();
      const response = await testApp.client().post('/session', { form: { email: user.email, password, next } });
      expect(response.headers.get('Location')).toBe(next);
    },
  );

  it('POST /session, wrong password, unknown address, inactive user, answer the same (attack 85)', async () => {
    const [{ user }, gone] = [await testApp.signUp(), await testApp.signUp()];
    await testApp.dependencies.records.users.change(gone.user.id, { isActive: false });
    const answers = [];
    for (const [email, password] of [
      [user.email, 'wrong horse'],
      ['unknown@example.com', 'wrong horse'],
      [gone.user.email, gone.password],
    ]) {
      const response = await testApp.client().post('/session', { json: { email, password } });
      const { requestId: _its, ...problem } = await response.json();
      expect(response.headers.getSetCookie()).toEqual([]);
      answers.push({ status: response.status, problem });
    }
    expect(answers[0]).toMatchObject({
      status: 401,
      problem: { title: 'Sign in first', detail: expect.stringContaining('Wrong email or password') },
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('POST /session, many wrong passwords from everywhere, answers 429 for a time (attack 85)', async () => {
    const { user, password } = await testApp.signUp();
    beginWindow(testApp, signInLimits.windowSeconds);
    for (const email of [user.email, 'unknown-2@example.com']) {
      for (let attempt = 0; attempt < signInLimits.failuresPerAccount; attempt++)
        expect((await testApp.client().post('/session', { json: { email, password: 'guess' } })).status).toBe(401);
      const response = await testApp.client().post('/session', { json: { email, password } });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect((await response.json()).detail).toMatch(/Wait (a minute|\d+ minutes) and try again\./);
    }
    const page = await readPage(
      await testApp.client().post('/session', { form: { email: user.email, password }, headers: html }),
    );
    expect(page.status).toBe(429);
    testApp.advanceSeconds(signInLimits.windowSeconds);
    expect((await testApp.client().post('/session', { json: { email: user.email, password } })).status).toBe(201);
  });

  it('POST /session, forged headers of an address, counts by that of the connection (attack 91)', async () => {
    const { user, password } = await testApp.signUp();
    beginWindow(testApp, signInLimits.windowSeconds);
    for (let attempt = 0; attempt < signInLimits.failuresPerAccount; attempt++) {
      const headers = { 'x-forwarded-for': `203.0.113.${attempt}`, forwarded: `for=203.0.113.${attempt}` };
      await testApp.client().post('/session', { json: { email: user.email, password: 'guess' }, headers });
    }
    const headers = { 'x-forwarded-for': '203.0.113.99', 'x-original-url': '/health', 'x-rewrite-url': '/health' };
    expect((await testApp.client().post('/session', { json: { email: user.email, password }, headers })).status).toBe(
      429,
    );
    testApp.advanceSeconds(signInLimits.windowSeconds);
  });

  it('POST /session in a browser, a mistake, shows the page with the address, not the password', async () => {
    const form = { email: 'no"body@example.com', password: 'my-secret-guess', next: '/forms' };
    const page = await readPage(await testApp.client().post('/session', { form, headers: html }));
    expect(page.status).toBe(401);
    expect(page.valueOf('email')).toBe('no"body@example.com');
    expect(page.valueOf('next')).toBe('/forms');
    expect(page.html).toContain('Wrong email or password.');
    expect(page.html).not.toContain('my-secret-guess');
  });

  it.each([
    ['no password', { email: 'a@b.co' }, 422],
    ['an unknown member', { email: 'a@b.co', password: 'x', admin: true }, 422],
    ['a list for an address', { email: ['a@b.co'], password: 'x' }, 422],
    ['a very long password', { email: 'a@b.co', password: 'x'.repeat(201) }, 422],
  ])('refuses %s', async (_what, json, status) => {
    expect((await testApp.client().post('/session', { json })).status).toBe(status);
  });
});

describe('POST /session with a form kept', () => {
  it('POST /session, a wrong password, keeps the form and the sentence about it', async () => {
    const first = await readPage(
      await testApp.client().post('/forms/documents', { form: { title: 'Kept' }, headers: html }),
    );
    const kept = 'Everything you filled in is kept';
    expect(first.html).toContain(kept);
    const pendingPost = first.valueOf('pendingPost') ?? '';
    const form = { email: 'a@b.co', password: 'wrong', next: '/forms/documents', pendingPost };
    const again = await readPage(await testApp.client().post('/session', { form, headers: html }));
    expect(again.status).toBe(401);
    expect(again.html).toContain(kept);
    expect(again.html).toContain('Wrong email or password.');
    expect(again.valueOf('pendingPost')).toBe('title=Kept');
  });
});

describe('GET /session', () => {
  it('GET /session, the address after a mistake, leads to the sign-in page', async () => {
    const response = await testApp.client().getPage('/session');
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/session/new']);
  });
});

describe('GET /session/new', () => {
  it('GET /session/new, signed in, redirects to the destination', async () => {
    const { client } = await testApp.signUp();
    const response = await client.getPage('/session/new?next=%2Fforms');
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/forms');
  });
});

describe('signing out', () => {
  it('DELETE /session, a program 204, a browser 303, both remove the cookie', async () => {
    const [program, browser] = [await testApp.signUp(), await testApp.signUp()];
    const byProgram = await program.client.send('DELETE', '/session');
    expect(byProgram.status).toBe(204);
    const byBrowser = await browser.client.post('/session/delete', { form: {} });
    expect(byBrowser.status).toBe(303);
    expect(byBrowser.headers.get('Location')).toBe('/');
    for (const response of [byProgram, byBrowser]) {
      expect(response.headers.getSetCookie()).toHaveLength(1);
      expect(response.headers.getSetCookie()[0]).toMatch(/^sluice=; Max-Age=0/);
    }
    expect((await program.client.get('/submissions')).status).toBe(401);
  });

  it('DELETE /session, a copy of the cookie afterwards, opens nothing (attack 81)', async () => {
    const { client } = await testApp.signUp();
    const thief = new Client(testApp.app, 'http://localhost:3000');
    for (const [name, value] of client.cookies) thief.cookies.set(name, value);
    expect((await thief.get('/submissions')).status).toBe(200);
    await client.send('DELETE', '/session');
    expect((await thief.get('/submissions')).status).toBe(401);
  });

  it('DELETE /session, without a session, is no error', async () => {
    const response = await testApp.client().send('DELETE', '/session');
    expect(response.status).toBe(204);
  });
});
