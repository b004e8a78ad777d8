import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { defineBrand } from '../../src/brand/define-brand.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import { newId } from '../../src/values/id.ts';
import { Client } from '../support/client.ts';
import { fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

/** The face of another deployment, of which every page is a page. */
const brand = defineBrand({
  ...{ name: 'Harbour & Office', logo: 'logo.svg', accent: { light: '#7a1f5c', dark: '#f0a6d8' }, language: 'en' },
  ...{ contact: 'mailto:files@harbour.example', privacy: '/privacy', footer: 'Harbour Office, Quay 1' },
});

let testApp: TestApp;
let client: Client;
let submissionId: string;
let fileId: string;
beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ brand }) });
  ({ client } = await testApp.signUp());
  const submission = await submitDocument(client, { ...helloText, filename: `<b>"quotes" & 'more'</b>.txt` });
  [submissionId, fileId] = [submission.id, fileIdOf(submission)];
  await submitAvatar(client);
});
afterAll(() => testApp.close());

const html = { accept: 'text/html' };

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Style, which the JSX writer decides.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    // Our own files, named after their content.
    'require-sri': 'off',
    // The uploads of a file field share its name.
    'form-dup-name': 'off',
  },
});

const admin = async () => (await testApp.signUp({ role: 'admin' })).client;
const newLinkPath = async () => `/users/${(await testApp.signUp()).user.id}/password-links`;

/** Every page in each of its states. */
const pages: Record<string, () => Promise<Response>> = {
  'the start page for strangers': () => testApp.client().getPage('/'),
  'the start page': () => client.getPage('/'),
  'the start page of a new user': async () => (await testApp.signUp()).client.getPage('/'),
  'sign-in': () => testApp.client().getPage('/session/new?next=%2Fforms%3Fa%3D1%26b%3D2'),
  'sign-in after a mistake': () =>
    testApp.client().post('/session', { form: { email: '<x>"@y', password: 'x' }, headers: html }),
  'sign-in with a form kept': () =>
    testApp.client().post('/forms/documents', { form: { title: 'a"b&c' }, headers: html }),
  'the forms': () => client.getPage('/forms'),
  'a form': () => client.getPage('/forms/documents'),
  'a form with one picture': () => client.getPage('/forms/avatar'),
  'a form with everything wrong': () =>
    client.post('/forms/documents', { form: { title: '', note: '\0', files: 'x' }, headers: html }),
  'a form with uploads and a mistake': async () =>
    client.post('/forms/documents', {
      form: {
        title: '',
        note: '</textarea><b>',
        files: [await upload(client, helloText), await upload(client, helloText)],
      },
      headers: html,
    }),
  'a form in conflict': async () => {
    const form = { title: 'a', files: await upload(client, helloText), idempotencyKey: 'key-of-a-page' };
    await client.post('/forms/documents', { form });
    return client.post('/forms/documents', { form: { ...form, title: 'b' }, headers: html });
  },
  'a form while nothing can be looked up': () => {
    const { records } = testApp.dependencies;
    const fail = () => Promise.reject(new TableUnavailable('The table is down.'));
    const app = createApp({
      ...testApp.dependencies,
      records: { ...records, sessions: { ...records.sessions, find: fail } },
    });
    const asking = new Client(app, testApp.dependencies.publicUrl);
    for (const [name, value] of client.cookies) asking.cookies.set(name, value);
    return asking.post('/forms/documents', {
      form: { title: 'a"b&c', note: '<b>\r\n', files: ['x', 'y'] },
      headers: html,
    });
  },
  'the step without the script': () => client.getPage('/forms/documents/files/upload'),
  'the step after nothing arrived': () => client.getPage(`/forms/documents/files/upload?upload=${newId()}`),
  'a receipt': () => client.getPage(`/submissions/${submissionId}`),
  'the submissions': () => client.getPage('/submissions?limit=1'),
  'no submissions': async () => (await testApp.signUp()).client.getPage('/submissions'),
  'signing up': () => testApp.client().getPage('/users/new'),
  'signing up after mistakes': () =>
    testApp.client().post('/users/', { form: { email: '<x>"@y', username: '"', password: 'short' }, headers: html }),
  'the profile': () => client.getPage('/users/me?saved=profile'),
  'the profile after mistakes': () =>
    client.post('/users/me', { form: { email: '<x>"@y', username: '', currentPassword: '' }, headers: html }),
  'the password': () => client.getPage('/users/me/password?saved'),
  'the password after mistakes': () =>
    client.post('/users/me/password', { form: { currentPassword: 'x', password: 'short' }, headers: html }),
  'the sessions': () => client.getPage('/sessions'),
  'the tokens': () => client.getPage('/tokens'),
  'a new token': () =>
    client.post('/tokens', { form: { name: '<b>"&', scope: 'read', expiresInDays: '3' }, headers: html }),
  'a token after mistakes': () =>
    client.post('/tokens', { form: { name: '', scope: 'read', expiresInDays: 'x' }, headers: html }),
  'the users': async () => (await admin()).getPage('/users/?limit=1'),
  'adding a user': async () => (await admin()).getPage('/users/new'),
  'a user': async () => (await admin()).getPage(`/users/${(await testApp.signUp()).user.id}`),
  'a user who is saved': async () =>
    (await admin()).getPage(`/users/${(await testApp.signUp()).user.id}?saved=profile`),
  'a user who is not active': async () => {
    const [{ user }, asking] = [await testApp.signUp(), await admin()];
    await asking.send('PATCH', `/users/${user.id}`, { json: { is_active: false } });
    return asking.getPage(`/users/${user.id}`);
  },
  'a password link': async () => (await admin()).post(await newLinkPath(), { headers: html }),
  'choosing a password': async () => {
    const { url } = await (await (await admin()).post(await newLinkPath())).json();
    return testApp.client().getPage(new URL(url).pathname);
  },
  'the documentation': () => client.getPage('/docs'),
  'the documentation for strangers': () => testApp.client().getPage('/docs'),
  'not found': () => client.getPage(`/files/${fileId}x`),
  'not found for strangers': () => testApp.client().getPage('/nothing'),
  'from elsewhere': () => client.post('/session/delete', { headers: { ...html, origin: 'https://evil.example' } }),
  'too large': () => client.post('/forms/documents', { form: { note: 'x'.repeat(2 ** 20) }, headers: html }),
};

/** Leaves out the names of the bucket, in a form to it, and of the password of demo users: neither is the brand's. */
function withoutOwnNames(text: string): string {
  return text.replace(/<input type="hidden"[^>]*>| action="[^"]*"|\bsluice-demo\b/g, '');
}

/** The policy of a page, by directive. */
function policyOf(response: Response): Record<string, string> {
  const header = response.headers.get('Content-Security-Policy') ?? '';
  return Object.fromEntries(header.split(';').map((directive) => directive.trim().split(/ (.*)/s)));
}

describe('every page', () => {
  it.each(Object.keys(pages))('the page, %s, is valid HTML', async (name) => {
    const response = await pages[name]?.();
    const text = (await response?.text()) ?? '';
    expect(text).toMatch(/^<!doctype html><html lang="en" dir="ltr">/);
    const report = await validator.validateString(text);
    const faults = report.results.flatMap(({ messages }) =>
      messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`),
    );
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(pages))(
    'the page, %s, has no inline script, style or handler, and nothing of other sites',
    async (name) => {
      const text = (await (await pages[name]?.())?.text()) ?? '';
      const scripts = [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
      const hasOthers = name.startsWith('the documentation') || / data-(?:copies|reveals)=/.test(text);
      expect(scripts).toHaveLength(hasOthers ? 2 : 1);
      for (const [, attributes, content] of scripts) {
        expect(attributes).toMatch(/ src="\/assets\//);
        expect(content).toBe('');
      }
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
      const elsewhere = [...text.matchAll(/\b(?:src|href|action)="(https?:[^"]*)"/g)].map(
        ([, url = '']) => new URL(url).origin,
      );
      expect(elsewhere.filter((origin) => origin !== testApp.dependencies.bucketOrigin)).toEqual([]);
    },
  );

  it.each(Object.keys(pages))(
    'the page, %s, takes scripts and styles from here only, and sends files to the bucket only',
    async (name) => {
      const response = await pages[name]?.();
      expect(response && policyOf(response)).toEqual({
        'default-src': "'none'",
        'script-src': `${testApp.dependencies.publicUrl}/assets/`,
        'worker-src': `${testApp.dependencies.publicUrl}/assets/`,
        'style-src': `${testApp.dependencies.publicUrl}/assets/`,
        'img-src': `'self' data: ${testApp.dependencies.bucketOrigin}`,
        'media-src': `'self' ${testApp.dependencies.bucketOrigin}`,
        'connect-src': `'self' ${testApp.dependencies.bucketOrigin}`,
        'form-action': `'self' ${testApp.dependencies.bucketOrigin}`,
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(response?.headers.get('Referrer-Policy')).toBe('same-origin');
      expect(response?.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
      expect(response?.headers.get('Vary')).toContain('Accept');
    },
  );

  it('every page, texts of users, shows them as text', async () => {
    for (const make of Object.values(pages))
      expect(await (await make()).text()).not.toMatch(/<b>|<x>|<\/textarea><b|"@y/);
  });

  it.each(Object.keys(pages))('the page, %s, has the name, the logo and the links of the operator', async (name) => {
    const text = (await (await pages[name]?.())?.text()) ?? '';
    expect(text).toMatch(/<title>[^<]+ – Harbour &amp; Office<\/title>/);
    expect(text).toContain('<link rel="icon" type="image/svg+xml" href="/assets/logo-test.svg"');
    expect(text).toContain('<span class="brand-name" dir="auto">Harbour &amp; Office</span>');
    for (const part of ['href="mailto:files@harbour.example"', 'href="/privacy"', 'Harbour Office, Quay 1'])
      expect(text).toContain(part);
    expect(withoutOwnNames(text)).not.toMatch(/sluice/i);
  });

  it('GET /openapi.json, another brand, has its name and contact', async () => {
    const { info } = await (await client.get('/openapi.json')).json();
    expect(info).toMatchObject({ title: brand.name, contact: { name: brand.name, email: 'files@harbour.example' } });
    expect((await (await client.get('/')).json()).message).toBe('Harbour & Office is running');
  });

  it('every page, a signature, has one only in the step to the bucket', async () => {
    for (const [name, make] of Object.entries(pages)) {
      const text = await (await make()).text();
      expect([name, /X-Amz-Signature/i.test(text)]).toEqual([name, name.startsWith('the step')]);
    }
  });
});
