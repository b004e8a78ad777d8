import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client } = await testApp.signUp({ role: 'admin' }));
});
afterAll(() => testApp.close());

/** Texts that are no ids: other writings, line ends, halves of characters, paths. */
const odd = named([
  ...['договор', 'ñandú-ñandú', '日本語の契約書', 'aaaaaaaa\r\nX-Evil: 1', 'aaaaaaaa\0', '\u{1f389}'.repeat(8)],
  ...['../../etc/passwd', 'short', 'x'.repeat(65), 'x'.repeat(3000), 'aaaaaaaa%0d%0aX: 1', '%', 'a/../../'],
]);

/** A title says how they begin. */
function named(ids: readonly string[]): [start: string, id: string][] {
  return ids.map((id) => [id.slice(0, 25), id]);
}

const step = '/forms/documents/files/upload';

/** Paths of the app with an odd id in place of each parameter, by the method that goes there. */
function pathsWith(id: string): [method: string, path: string][] {
  const parameter = /:(?!form|field|name)\w+\??/g;
  const withIds = testApp.app.routes.filter(({ path, method }) => path.search(parameter) >= 0 && method !== 'ALL');
  return withIds.map(({ method, path }) => [
    method,
    path.replace(parameter, encodeURIComponent(id)).replace(':form', 'documents').replace(':field', 'files'),
  ]);
}

describe('an odd id', () => {
  it.each(odd)('each route, %j as the id in its path, answers 404 (attack 65)', async (_start, id) => {
    const paths = pathsWith(id);
    expect(paths.length).toBeGreaterThan(20);
    for (const [method, path] of paths) {
      const { status } = await client.send(method, path, method === 'GET' ? {} : { json: {} });
      // A step without an upload is shown again, and some routes check the body first.
      expect([303, 400, 404, 405, 415, 422], `${method} ${path}`).toContain(status);
    }
    expect(testApp.logLines.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  it.each(odd)('GET …/upload?draft=, %j, shows the step of an empty form (attack 65)', async (_start, id) => {
    for (const path of [`${step}?draft=${encodeURIComponent(id)}`, `${step}/${newId()}/${encodeURIComponent(id)}`]) {
      const response = await client.getPage(path);
      expect([200, 404, 409], path).toContain(response.status);
      const { searchParams } = new URL(response.headers.get('Refresh')?.split('url=')[1] ?? 'http://localhost');
      expect(searchParams.get('draft')).toBeNull();
    }
  });

  it.each(odd)('GET /forms/documents?draft=, %j, shows an empty form (attack 65)', async (_start, id) => {
    const response = await client.getPage(`/forms/documents?draft=${encodeURIComponent(id)}`);
    expect(response.status).toBe(200);
  });

  it.each(odd)(
    'POST /forms/documents, %j as the key of the form, shows it with a key of ours (attack 65)',
    async (_start, id) => {
      const response = await client.post('/forms/documents', {
        form: { title: '', idempotencyKey: id },
        headers: { accept: 'text/html' },
      });
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toMatch(/name="idempotencyKey" value="[\w-]{24}"/);
      expect(html).not.toContain('This must be 8 to 64');
    },
  );

  it('POST /forms/documents as JSON, an odd key, answers 422 (attack 65)', async () => {
    const response = await client.post('/forms/documents', { json: { title: 'x', idempotencyKey: 'договор' } });
    expect((await response.json()).errors).toContainEqual({
      field: 'idempotencyKey',
      message: 'This must be 8 to 64 letters, digits, hyphens or underscores.',
    });
  });
});

describe('a forged cursor', () => {
  it('GET every list, a cursor that is longer than a key of the table, answers 422 (attack 200)', async () => {
    const { paths } = await (await client.get('/openapi.json')).json();
    const lists = Object.entries<{ get?: { parameters?: readonly { name: string }[] } }>(paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) => path);
    expect(lists).toContain('/shares');
    for (const kind of ['SUBMISSION', 'USER', 'JOB', 'EXPORT', 'DECISIONS', 'FOUND', 'SHARE', 'USE']) {
      const cursor = Buffer.from(`${kind}#2026-11-29T09:00:00.000Z#${'a'.repeat(1024)}`).toString('base64url');
      for (const path of lists) {
        const { status } = await client.get(`${path.replace(/\{\w+\}/, newId())}?cursor=${cursor}`);
        expect([404, 422], `${path} ${kind}`).toContain(status);
      }
    }
  });
});
