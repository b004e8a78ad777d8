import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText } from '../support/uploading.ts';

/** Far below the 6 MB that Lambda carries, whatever was sent. */
const maxAnswerBytes = 1_000_000;
const html = { accept: 'text/html' };

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('attack 92: a mistake of a megabyte is answered in less', () => {
  it.each(['/session', '/users/'])('when it is made of unknown properties: %s', async (path) => {
    const json = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`unknown${index}`, 1]));
    const response = await testApp.client().post(path, { json });
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(JSON.parse(text).errors.length).toBeLessThanOrEqual(100);
    expect(text.length).toBeLessThan(maxAnswerBytes);
  });

  it('when it is a form that was to be kept through sign-in', async () => {
    const form = { email: 'a@b.example', password: 'wrong wrong', pendingPost: '"'.repeat(330_000) };
    const response = await testApp.client().post('/session', { form, headers: html });
    expect(response.status).toBe(401);
    expect((await response.text()).length).toBeLessThan(maxAnswerBytes);
  });

  it('when it is a value that no field takes', async () => {
    const { client } = await testApp.signUp();
    const response = await client.post('/forms/documents', { form: { title: '"'.repeat(300_000) }, headers: html });
    expect(response.status).toBe(422);
    expect((await response.text()).length).toBeLessThan(maxAnswerBytes);
  });
});

describe('what is kept of a form that is not sent', () => {
  it('attack 14: is kept two hundred times an hour, and then the page comes back with everything on it', async () => {
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
  ])('attack 60: ends as names of its type do: %s as %s', async (filename, contentType, expected) => {
    const { client } = await testApp.signUp();
    const json = { ...claimOf(helloText), filename, contentType };
    expect((await (await client.post('/uploads', { json })).json()).filename).toBe(expected);
  });
});
