import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageDocument from '../../package.json' with { type: 'json' };
import { readPage } from '../support/page.ts';
import { fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('GET /', () => {
  it('GET / as JSON, any client, answers the name and the version', async () => {
    const response = await testApp.client().get('/');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ message: 'Sluice is running', version: packageDocument.version });
  });

  it('GET / in a browser, without a session, shows an introduction and sign-in, no user data', async () => {
    const page = await readPage(await testApp.client().getPage('/'));
    expect(/<header class="site-header">.*?<\/header>/s.exec(page.html)?.[0]).toContain('href="/session/new"');
    expect(page.valueOf('next')).toBe('/');
    expect(page.html).not.toContain('/forms/');
  });

  it('GET / in a browser, signed in, shows the forms, the picture and the five latest submissions', async () => {
    const [me, other] = [await testApp.signUp(), await testApp.signUp()];
    await submitDocument(other.client);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push((await submitDocument(me.client)).id);
    const sent = await submitAvatar(me.client);
    ids.push(sent.id);
    const { html } = await readPage(await me.client.getPage('/'));
    const shown = [...html.matchAll(/href="\/submissions\/([\w-]+)"/g)].map(([, id]) => id);
    expect(shown).toEqual(ids.reverse().slice(0, 5));
    expect(html).toContain(`<img class="picture picture-round" src="/avatar.png?picture=${fileIdOf(sent)}"`);
    expect(html).toContain('href="/forms/documents"');
  });

  it('GET / in a browser, a user without a picture, shows none', async () => {
    const { client } = await testApp.signUp();
    expect((await readPage(await client.getPage('/'))).html).not.toContain('/avatar.png');
  });
});
