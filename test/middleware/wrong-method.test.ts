import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

/** The methods of `Allow`, in the order of the alphabet. */
const allowed = ({ headers }: Response) => headers.get('Allow')?.split(', ').sort().join(' ');
const send = (method: string, path: string, headers: Record<string, string> = {}) =>
  testApp.client().send(method, path, { headers });

describe('a method that a known path does not have', () => {
  it.each([
    ['PUT', '/', 'GET HEAD OPTIONS'],
    ['POST', '/health', 'GET HEAD OPTIONS'],
    ['DELETE', '/docs', 'GET HEAD OPTIONS'],
    ['POST', '/assets/main-test.js', 'GET HEAD OPTIONS'],
    ['PUT', '/session', 'DELETE GET HEAD OPTIONS POST'],
    ['GET', '/session/delete', 'OPTIONS POST'],
    ['HEAD', '/session/delete', 'OPTIONS POST'],
    ['PUT', '/forms/documents', 'GET HEAD OPTIONS POST'],
    ['PUT', '/uploads/someid', 'DELETE GET HEAD OPTIONS'],
    ['GET', '/uploads', 'OPTIONS POST'],
    ['DELETE', '/users/me', 'GET HEAD OPTIONS PATCH POST'],
    ['PUT', '/users/me/password', 'GET HEAD OPTIONS POST'],
    ['POST', '/upstreams/reports/a', 'GET HEAD OPTIONS'],
    ['BREW', '/health', 'GET HEAD OPTIONS'],
    ['get', '/health/ready', 'GET HEAD OPTIONS'],
  ])('%s %s, answers 405 and allows %s', async (method, path, methods) => {
    const response = await testApp.app.fetch(requestOf(method, path));
    expect([response.status, allowed(response)]).toEqual([405, methods]);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    if (method === 'HEAD') return;
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 405, detail: expect.stringContaining('OPTIONS') });
  });

  it('every route of the app, allows its method', async () => {
    for (const { method, path } of testApp.app.routes.filter((route) => route.method !== 'ALL')) {
      const response = await send('OPTIONS', path.replace(/\/:\w+\?/, '').replace(/:\w+|\*/g, 'x'));
      expect([path, response.status]).toEqual([path, 204]);
      expect(response.headers.get('Allow')?.split(', ')).toContain(method);
    }
  });

  it('OPTIONS from another site, answers 204 without a header of CORS', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    const response = await send('OPTIONS', '/uploads', headers);
    expect([response.status, allowed(response), await response.text()]).toEqual([204, 'OPTIONS POST', '']);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['PUT', 'OPTIONS', 'GET', 'BREW'])('%s of an unknown path, answers 404 without Allow', async (method) => {
    const response = await testApp.app.fetch(requestOf(method, '/nothing-here'));
    expect([response.status, response.headers.get('Allow')]).toEqual([404, null]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'valueOf', 'ALL'])(
    '%s as the method, answers 405 and changes no other response (attack 112)',
    async (method) => {
      expect((await testApp.app.fetch(requestOf(method, '/health'))).status).toBe(405);
      expect((await testApp.app.fetch(requestOf(method, '/nothing-here'))).status).toBe(404);
      expect('params' in {}).toBe(false);
      expect((await send('GET', '/health')).status).toBe(200);
    },
  );
});

/** Sends a method unchanged, which the constructor of Request would normalise or reject. */
function requestOf(method: string, path: string): Request {
  return Object.defineProperty(new Request(testApp.dependencies.publicUrl + path), 'method', { value: method });
}
