import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

it.each([
  ['answers', '/users/me', {}, 401, '/users/:user'],
  ['answers, the first of two', '/users/new', { Accept: 'text/html' }, 200, '/users/new'],
  ['would answer without the refusal of a middleware', '/users/me', { Authorization: 'Bearer x' }, 401, '/users/:user'],
  ['passes on', '/upstreams/unknown/secret-path', {}, 404, '/upstreams/:name/*'],
  ['does not exist', '/nothing/here', {}, 404, '/*'],
])(
  'the log line of a request, names the pattern of the route that %s',
  async (_which, path, headers, status, route) => {
    testApp.logLines.length = 0;
    const response = await testApp.app.request(path, { headers });
    expect(response.status).toBe(status);
    expect(testApp.logLines).toContainEqual(expect.objectContaining({ route, status }));
  },
);
