import { afterAll, beforeAll, expect, it } from 'vitest';
import { submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

const names = { username: 'عبد الله 2', filename: 'מסמך 2.txt', token: 'מחשב 3' };

let testApp: TestApp;
let pages: Record<string, () => Promise<Response>>;
beforeAll(async () => {
  testApp = await startTestApp();
  const { client, user } = await testApp.signUp({ username: names.username });
  const { client: admin } = await testApp.signUp({ role: 'admin' });
  const file = { ...helloText, filename: names.filename };
  const submission = await submitDocument(client, file);
  await client.post('/tokens', { json: { name: names.token } });
  pages = {
    'the start page': () => client.getPage('/'),
    'a form with an upload and a mistake': async () =>
      client.post('/forms/documents', {
        form: { title: '', files: await upload(client, file) },
        headers: { accept: 'text/html' },
      }),
    'a receipt': () => client.getPage(`/submissions/${submission.id}`),
    'the submissions': () => admin.getPage('/submissions'),
    'the tokens': () => client.getPage('/tokens'),
    'the users': () => admin.getPage('/users/'),
    'a user': () => admin.getPage(`/users/${user.id}`),
  };
});
afterAll(() => testApp.close());

it('every page, a name of either direction, isolates it from the words around', async () => {
  for (const [page, make] of Object.entries(pages)) {
    const html = await (await make()).text();
    const shown = Object.values(names).filter((name) => html.includes(name));
    expect([page, shown]).not.toEqual([page, []]);
    // Titles and attributes stand by themselves.
    const rest = html.replace(/<head>.*?<\/head>/s, '').replace(/<bdi\b[^>]*>[^<]*<\/bdi>|<[^>]*>/g, '');
    expect([page, shown.filter((name) => rest.includes(name))]).toEqual([page, []]);
  }
});
