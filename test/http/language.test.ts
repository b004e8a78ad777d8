import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };

/** Requests a page and returns its language, by header and by markup. */
async function languageOf(path: string, headers: Record<string, string> = {}, client = testApp.client()) {
  const response = await client.get(path, { ...html, ...headers });
  const [, lang, dir] = /<html lang="(\w+)" dir="(\w+)">/.exec(await response.text()) ?? [];
  expect(response.headers.get('Content-Language')).toBe(lang);
  expect(response.headers.get('Vary')).toContain('Accept-Language');
  return `${lang} ${dir}`;
}

describe('the language of a page', () => {
  it.each([
    ['', 'en ltr'],
    ['de', 'de ltr'],
    ['de-AT, en;q=0.5', 'de ltr'],
    ['nl, fr;q=0.4, de;q=0.6', 'de ltr'],
    ['ar-EG;q=0.9, *;q=0.1', 'ar rtl'],
    ['nl', 'en ltr'],
    ['de;q=0, fr', 'fr ltr'],
    ['constructor, __proto__', 'en ltr'],
  ])('GET /session/new, Accept-Language %j, has the language %j', async (accepted, language) => {
    expect(await languageOf('/session/new', { 'accept-language': accepted })).toBe(language);
  });

  it.each([
    ['marked as our own', { 'sec-fetch-site': 'same-origin' }],
    ['marked as typed', { 'sec-fetch-site': 'none' }],
    ['without a mark, from a page of ours', { referer: '' }],
  ])('GET /session/new?lang=, a request %s, has the language and is remembered', async (_what, headers) => {
    const client = testApp.client();
    const from = 'referer' in headers ? { referer: `${testApp.dependencies.publicUrl}/forms` } : headers;
    const asked = { 'accept-language': 'de' };
    expect(await languageOf('/session/new?lang=fr', { ...asked, ...from }, client)).toBe('fr ltr');
    expect(await languageOf('/session/new', asked, client)).toBe('fr ltr');
    expect(await languageOf('/session/new?lang=xx', { ...asked, ...from }, client)).toBe('fr ltr');
  });

  it.each<[string, Record<string, string>]>([
    ['marked as from another site', { 'sec-fetch-site': 'cross-site' }],
    ['marked as from a sibling', { 'sec-fetch-site': 'same-site' }],
    ['without a mark, from another site', { referer: 'https://evil.example/' }],
    ['without a mark and page before', {}],
    ['whose page before is no address', { referer: 'no address' }],
  ])('GET /session/new?lang=, a request %s, has the language for this page only', async (_what, from) => {
    const client = testApp.client();
    expect(await languageOf('/session/new?lang=fr', { 'accept-language': 'de', ...from }, client)).toBe('fr ltr');
    expect(await languageOf('/session/new', { 'accept-language': 'de' }, client)).toBe('de ltr');
  });

  it('GET /missing?lang=, a page of an error, has it too', async () => {
    const { client } = await testApp.signUp();
    expect(await languageOf('/missing?lang=ar', {}, client)).toBe('ar rtl');
  });
});

describe('POST /language', () => {
  it('POST /language, a visitor, remembers the language and leads back', async () => {
    const client = testApp.client();
    const response = await client.post('/language', { form: { language: 'de', next: '/session/new?next=%2Fforms' } });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/session/new?next=%2Fforms']);
    expect(await languageOf('/session/new', {}, client)).toBe('de ltr');
  });

  it('POST /language, a user, changes it wherever they are signed in', async () => {
    const { client, user, password } = await testApp.signUp();
    await client.post('/language', { form: { language: 'ar', next: '/' } });
    const elsewhere = testApp.client();
    await elsewhere.signIn(user.email, password);
    expect(await languageOf('/', { 'accept-language': 'de' }, elsewhere)).toBe('ar rtl');
    expect(await languageOf('/?lang=de', {}, elsewhere)).toBe('de ltr');
  });

  it('POST /tokens/{id}/delete, an unknown token, leads back to the page of its form after a change', async () => {
    const { client } = await testApp.signUp();
    const returnTo = async (referer: string) => {
      const headers = { ...html, referer };
      const text = await (await client.post('/tokens/none/delete', { headers })).text();
      return /<input type="hidden" name="next" value="([^"]*)"/.exec(text)?.[1];
    };
    const { publicUrl } = testApp.dependencies;
    expect(await returnTo(`${publicUrl}/tokens?lang=de`)).toBe('/tokens');
    expect(await returnTo('https://evil.example/tokens')).toBe('/tokens/none/delete');
    expect(await returnTo('no address')).toBe('/tokens/none/delete');
  });

  it('POST /language, an unknown one or an address of another site, is refused or leads to the start page', async () => {
    const client = testApp.client();
    expect((await client.post('/language', { form: { language: '__proto__' } })).status).toBe(422);
    expect((await client.post('/language', { json: {} })).status).toBe(422);
    const response = await client.post('/language', { form: { language: 'de', next: 'https://evil.example/' } });
    expect(response.headers.get('Location')).toBe('/');
  });
});

describe('the language of a problem', () => {
  it('GET /users/, a program without a session, gets English unless it asks for another language', async () => {
    const inLanguage = async (headers: Record<string, string>) => {
      const response = await testApp.client().get('/users/?lang=de', headers);
      return response.headers.get('Content-Language');
    };
    expect(await inLanguage({})).toBe('en');
    expect(await inLanguage({ 'accept-language': 'fr-CA' })).toBe('fr');
  });

  it('GET /uploads/{id}, a rejected file, names the language of the reason', async () => {
    const { client } = await testApp.signUp();
    const file = { ...helloText, filename: 'x.png', contentType: 'image/png' };
    const { id, request } = await start(client, file);
    await sendTo(request, file.bytes);
    const asked = { 'accept-language': 'de' };
    await client.post(`/uploads/${id}/complete`, { headers: asked });
    for (const [headers, language, reason] of [
      [asked, 'de', /^Der Name dieser Datei /],
      [{}, 'en', /^This file is named /],
    ] as const) {
      const response = await client.get(`/uploads/${id}`, headers);
      expect(response.headers.get('Content-Language')).toBe(language);
      expect(response.headers.get('Vary')).toContain('Accept-Language');
      expect((await response.json()).reason).toMatch(reason);
    }
  });
});
