import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let client: Client;
beforeAll(async () => {
  const missing = async () => ({ status: 404, body: null, fields: {} });
  testApp = await startTestApp({
    replace: () => ({ upstreams: new Map([['reports', { name: 'reports', access: 'anyone', fetch: missing }]]) }),
  });
  ({ client } = await testApp.signUp({ role: 'admin' }));
});
afterAll(() => testApp.close());

describe('a path with one slash too many', () => {
  it.each([
    ['/forms/', '/forms'],
    ['/forms/documents/', '/forms/documents'],
    ['/submissions/?limit=2&cursor=x%20y', '/submissions?limit=2&cursor=x%20y'],
    ['/tokens/', '/tokens'],
    ['/users/me/', '/users/me'],
    ['/users//', '/users/'],
    ['/docs/', '/docs'],
    ['/health/', '/health'],
  ])('GET and HEAD %s, with one slash too many, redirect to %s', async (path, location) => {
    for (const asking of [client, testApp.client()])
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await asking.send(method, path);
        expect([status, headers.get('Location')]).toEqual([308, location]);
      }
  });

  it.each([
    ['/', 200],
    ['/users/', 200],
    ['/upstreams/', 404],
    ['/upstreams/reports/', 404],
    ['/upstreams/reports/a/', 404],
    ['/assets/', 404],
    ['/nothing-here/', 404],
    ['/forms//', 404],
  ])('GET %s, a slash that belongs there or no route without it, answers %d', async (path, status) => {
    expect((await client.get(path)).status).toBe(status);
  });

  it.each(['//other.example/', '//other.example/forms/', '/\\\\other.example/', '/%2f%2fother.example/'])(
    'GET %s, a host in the path, redirects to no other site',
    async (path) => {
      const { status, headers } = await client.get(path);
      expect([status, headers.get('Location')]).toEqual([404, null]);
    },
  );

  it('POST of a path with one slash too many, is not redirected', async () => {
    expect((await client.post('/forms/documents/', { json: {} })).status).toBe(404);
  });
});
