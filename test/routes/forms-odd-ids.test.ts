import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let client: Client;
let lookUps = 0;
beforeAll(async () => {
  testApp = await startTestApp({
    replace: ({ records }) => ({
      records: {
        ...records,
        uploads: {
          ...records.uploads,
          find: (id) => {
            lookUps += 1;
            return records.uploads.find(id);
          },
        },
      },
    }),
  });
  ({ client } = await testApp.signUp());
});
afterAll(() => testApp.close());

const odd = ['x'.repeat(3000), '\ud800aaaaaaaa', '../../etc/passwd', '', 'short'];

describe('POST /forms/{form} with an odd id of an upload', () => {
  it.each(odd)('POST /forms/{form}, the upload id %j, is no upload and no error of ours (attack 65)', async (id) => {
    const removed = await client.post('/forms/documents', { form: { remove: id, title: 'x' } });
    expect(removed.status).toBe(200);
    const shown = await client.getPage(`/forms/documents?files=${encodeURIComponent(id.toWellFormed())}`);
    expect(shown.status).toBe(200);
    const sent = await client.post('/forms/documents', { json: { title: 'x', files: [id] } });
    expect(sent.status).toBe(422);
  });

  it('POST /forms/{form}, three thousand upload ids, looks up at most one user’s share (attack 65)', async () => {
    lookUps = 0;
    const files = Array.from({ length: 3000 }, () => newId());
    const response = await client.post('/forms/documents', { form: { title: '', files } });
    expect(response.status).toBe(422);
    expect(lookUps).toBeLessThanOrEqual(100);
  });
});
