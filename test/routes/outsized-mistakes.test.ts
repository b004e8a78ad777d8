import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText } from '../support/uploading.ts';

/** Far below the 6 MB that Lambda carries. */
const maxAnswerBytes = 1_000_000;
const html = { accept: 'text/html' };

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('a mistake of a megabyte', () => {
  it.each(['/session', '/users/'])(
    'POST %s, a megabyte of unknown properties, answers in less (attack 92)',
    async (path) => {
      const json = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`unknown${index}`, 1]));
      const response = await testApp.client().post(path, { json });
      expect(response.status).toBe(422);
      const text = await response.text();
      expect(JSON.parse(text).errors.length).toBeLessThanOrEqual(100);
      expect(text.length).toBeLessThan(maxAnswerBytes);
    },
  );

  it('POST /forms/{form}, a megabyte to keep through sign-in, answers in less (attack 92)', async () => {
    const form = { email: 'a@b.example', password: 'wrong wrong', pendingPost: '"'.repeat(330_000) };
    const response = await testApp.client().post('/session', { form, headers: html });
    expect(response.status).toBe(401);
    expect((await response.text()).length).toBeLessThan(maxAnswerBytes);
  });

  it('POST /forms/{form}, a megabyte in a value that no field takes, answers in less (attack 92)', async () => {
    const { client } = await testApp.signUp();
    const response = await client.post('/forms/documents', { form: { title: '"'.repeat(300_000) }, headers: html });
    expect(response.status).toBe(422);
    expect((await response.text()).length).toBeLessThan(maxAnswerBytes);
  });
});

describe('a form kept for later', () => {
  it('POST /forms/{form}, kept two hundred times in an hour, then shows the page with it (attack 14)', async () => {
    const { client } = await testApp.signUp();
    const form = { title: 'A title', step: 'upload:files' };
    for (let count = 0; count < 200; count++)
      expect((await client.post('/forms/documents', { form })).status).toBe(303);
    const response = await client.post('/forms/documents', { form, headers: html });
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await response.text()).toContain('A title');
  });
});

describe('the name of an upload', () => {
  it.each([
    ['invoice.pdf.hta', 'text/plain', 'invoice.pdf.hta.txt'],
    ['run.bat', 'text/csv', 'run.bat.csv'],
    ['notes.TXT', 'text/plain', 'notes.TXT'],
    ['photo', 'image/jpeg', 'photo.jpg'],
  ])(
    'POST /uploads, the name %s, is recorded with the extension of its type: %s (attack 60)',
    async (filename, contentType, expected) => {
      const { client } = await testApp.signUp();
      const json = { ...claimOf(helloText), filename, contentType };
      expect((await (await client.post('/uploads', { json })).json()).filename).toBe(expected);
    },
  );
});
