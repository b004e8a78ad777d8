import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { endlessTexts } from '../support/endless-texts.ts';
import { expectInProportion } from '../support/in-proportion.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

/** Every route that takes text, with the body for a text. */
const doors: readonly [method: string, path: string, (text: string) => Record<string, unknown>][] = [
  ['POST', '/password-links/anything', (password) => ({ password })],
  ['POST', '/users/', (password) => ({ email: 'a@b.co', username: 'a', password })],
  ['POST', '/users/', (email) => ({ email, username: 'a', password: 'three green words' })],
  ['POST', '/users/', (username) => ({ email: 'a@b.co', username, password: 'three green words' })],
  ['POST', '/session', (email) => ({ email, password: 'x' })],
  ['POST', '/session', (password) => ({ email: 'a@b.co', password })],
  ['PATCH', '/users/me', (username) => ({ username })],
  ['PATCH', '/users/me', (currentPassword) => ({ password: 'three green words', currentPassword })],
  ['POST', '/tokens', (name) => ({ name })],
  ['POST', '/forms/documents', (title) => ({ title })],
  ['POST', '/uploads', (filename) => claim({ filename })],
  ['POST', '/uploads', (contentType) => claim({ contentType })],
  ['POST', '/uploads', (sha256) => claim({ sha256 })],
];

const claim = (parts: Record<string, unknown>) => ({
  ...{ form: 'documents', field: 'files', filename: 'a.txt', contentType: 'text/plain', size: 1 },
  ...parts,
});

describe.each(doors)('%s %s with a text of a million characters', (method, path, body) => {
  it.each(endlessTexts(1_000_000))(
    'the route, %s, answers in time that grows with the length only (attack 101)',
    async (_what, text) => {
      await expectInProportion(text.length, async () => {
        const response = await client.send(method, path, { json: body(text) });
        // Not 413: the whole text is checked.
        expect([415, 422, 429]).toContain(response.status);
      });
    },
  );
});
