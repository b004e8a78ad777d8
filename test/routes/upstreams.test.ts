import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reserveMs } from '../../packages/lambda-adapter/src/deadline.ts';
import type { UpstreamSettings } from '../../src/upstream/settings.ts';
import { createUpstreams, type Upstream } from '../../src/upstream/upstream.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FakeUpstream, startLiar, startTcpUpstream, startUpstream } from '../upstream/fake-upstream.ts';

let testApp: TestApp;
let visitor: Client;
const upstreams = new Map<string, Upstream>();

beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ upstreams }) });
  visitor = testApp.client();
});
afterAll(() => testApp.close());
beforeEach(() => upstreams.clear());

function upstreamOf(name: string, config: UpstreamSettings): Upstream {
  const upstream = createUpstreams({ [name]: config }).get(name);
  if (!upstream) throw new Error('It was not made.');
  return upstream;
}

/** Starts an upstream of this name that answers `hello`, and records its requests. */
async function say(
  name: string,
  parts: Partial<UpstreamSettings> = {},
  headers: Record<string, string | string[]> = {},
) {
  const asked: IncomingMessage[] = [];
  const fake = await startUpstream((request, response) => {
    asked.push(request);
    response.writeHead(200, headers).end('hello');
  });
  upstreams.set(name, upstreamOf(name, fake.config(parts)));
  return { ...fake, asked };
}

function use(fake: FakeUpstream, parts: Partial<UpstreamSettings> = {}): void {
  upstreams.set('reports', upstreamOf('reports', fake.config(parts)));
}

describe('GET /upstreams/{name}/{path…}', () => {
  it('GET and HEAD /upstreams/{name}/{path…}, pass on path and query as sent, and the response', async () => {
    const { asked } = await say('reports');
    const path = "/upstreams/reports/a%20b/ü;v=1?q=x%20y&q=%2F..'&empty=";
    expect(await (await visitor.get(path)).text()).toBe('hello');
    const head = await visitor.send('HEAD', path);
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/a%20b/%C3%BC;v=1?q=x%20y&q=%2F..%27&empty=',
      'HEAD /v1/a%20b/%C3%BC;v=1?q=x%20y&q=%2F..%27&empty=',
    ]);
  });

  it('GET /upstreams/{name}, with a slash and without, reaches the base address', async () => {
    const { asked } = await say('reports');
    for (const path of ['/upstreams/reports', '/upstreams/reports/', '/upstreams/reports?x=1']) await visitor.get(path);
    expect(asked.map(({ url }) => url)).toEqual(['/v1', '/v1/', '/v1?x=1']);
  });

  it('GET /upstreams/{name}/{path…}, conditions and ranges, go up, and 206, 304, 416 come down', async () => {
    const fake = await startUpstream((request, response) => {
      if (request.headers['if-none-match'] === '"a"')
        response.writeHead(304, { etag: '"a"', 'content-length': 5 }).end();
      else if (request.headers.range === 'bytes=1-2') {
        response.writeHead(206, { 'content-range': 'bytes 1-2/5', 'content-length': 2 }).end('el');
      } else response.writeHead(416, { 'content-range': 'bytes */5' }).end();
    });
    use(fake);
    const notModified = await visitor.get('/upstreams/reports/a', { 'if-none-match': '"a"' });
    expect([notModified.status, await notModified.text(), notModified.headers.get('ETag')]).toEqual([304, '', '"a"']);
    expect(notModified.headers.get('Content-Length')).toBeNull();
    const part = await visitor.get('/upstreams/reports/a', { range: 'bytes=1-2' });
    expect([part.status, await part.text(), part.headers.get('Content-Range')]).toEqual([206, 'el', 'bytes 1-2/5']);
    const ports = await visitor.get('/upstreams/reports/a', { range: 'bytes=9-' });
    expect([ports.status, ports.headers.get('Content-Range')]).toEqual([416, 'bytes */5']);
  });

  it.each([204, 205, 304])(
    'GET /upstreams/{name}/{path…}, the upstream’s status %i, has no body and no length',
    async (status) => {
      const fake = await startUpstream((_request, response) => response.writeHead(status).end());
      use(fake);
      const answer = await visitor.get('/upstreams/reports/a');
      expect([answer.status, answer.body, answer.headers.get('Content-Length')]).toEqual([status, null, null]);
    },
  );

  it.each([400, 403, 404, 410, 429, 500, 503])(
    'GET /upstreams/{name}/{path…}, the upstream’s status %i, is passed on',
    async (status) => {
      const fake = await startUpstream((_request, response) =>
        response.writeHead(status, { 'retry-after': '9' }).end('no'),
      );
      use(fake);
      const answer = await visitor.get('/upstreams/reports/a');
      expect([answer.status, await answer.text(), answer.headers.get('Retry-After')]).toEqual([status, 'no', '9']);
    },
  );

  it('POST, PUT, PATCH and DELETE /upstreams/{name}/{path…}, answer 405', async () => {
    const { asked } = await say('reports');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await visitor.send(method, '/upstreams/reports/a')).status).toBe(405);
    }
    expect((await visitor.send('OPTIONS', '/upstreams/reports/a')).status).toBe(204);
    expect(asked).toEqual([]);
  });

  it('GET /upstreams/{name}/{path…}, logs the time of the upstream and no part of the request', async () => {
    await say('reports', { headers: { authorization: 'Bearer very-secret' } });
    testApp.logLines.length = 0;
    await (await visitor.get('/upstreams/reports/a?token=also-secret')).text();
    expect(testApp.logLines).toMatchObject([
      { route: '/upstreams/:name/*', status: 200, upstreamMs: expect.any(Number) },
    ]);
    expect(JSON.stringify(testApp.logLines)).not.toContain('secret');
  });
});

describe('access to an upstream', () => {
  const outcomes: readonly [access: UpstreamSettings['access'], visitor: number, user: number, admin: number][] = [
    ['anyone', 200, 200, 200],
    ['signed-in', 401, 200, 200],
    ['admins', 401, 403, 200],
  ];

  it.each(outcomes)(
    'GET /upstreams/{name}, access “%s”, without a session %i, a user %i, an admin %i',
    async (access, ...expected) => {
      const { asked } = await say('reports', { access });
      const [user, admin] = await Promise.all([
        testApp.signUp(),
        testApp.signUp({ role: 'admin', email: `${access}@example.com` }),
      ]);
      const answers = [];
      for (const client of [visitor, user.client, admin.client])
        answers.push((await client.get('/upstreams/reports/a')).status);
      expect(answers).toEqual(expected);
      expect(asked).toHaveLength(expected.filter((status) => status === 200).length);
    },
  );

  it('GET /upstreams/{name}/{path…} in a browser, without a session, redirects to sign-in and back', async () => {
    await say('reports', { access: 'signed-in' });
    const answer = await visitor.getPage('/upstreams/reports/a?x=1');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toContain(encodeURIComponent('/upstreams/reports/a?x=1'));
  });

  it('GET /upstreams/{name}/{path…}, limited access, is kept out of shared caches', async () => {
    const cached = { 'cache-control': 'public, s-maxage=60, max-age=5' };
    await say('reports', { access: 'signed-in' }, cached);
    await say('news', { access: 'anyone' }, cached);
    await say('plain', { access: 'anyone' });
    const { client } = await testApp.signUp();
    const caching = async (name: string) => (await client.get(`/upstreams/${name}/a`)).headers.get('Cache-Control');
    expect(await caching('reports')).toBe('private, max-age=5');
    expect(await caching('news')).toBe('public, s-maxage=60, max-age=5');
    expect(await caching('plain')).toBe('private, no-store');
  });
});

describe('addresses that are not of an upstream', () => {
  it.each([
    '/upstreams',
    '/upstreams/',
    '/upstreams/nothing/a',
    '/upstreams/__proto__/a',
    '/upstreams/constructor/a',
    '/upstreams/http:%2F%2F169.254.169.254/latest',
    '/upstreams/169.254.169.254/latest',
    '/upstreams/%5B::1%5D/',
    '/upstreams/127.1/',
    '/upstreams/localhost./',
    '/upstreams/file:/etc/passwd',
    '/upstreams/reports%2Fa',
  ])('GET %s, no upstream, answers 404 (attack 71)', async (path) => {
    const { asked } = await say('reports');
    expect((await visitor.get(path)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it.each([
    '..%2f..%2fadmin',
    'a/%252e%252e/b',
    '%5c..%5cadmin',
    '/169.254.169.254/x',
    'a//b',
    'a%00',
    '..;/admin',
    '%c0%ae%c0%ae/x',
  ])('GET /upstreams/reports/%s, an odd path, 4xx without a call to the upstream (attack 71)', async (path) => {
    const { asked } = await say('reports');
    const answer = await visitor.get(`/upstreams/reports/${path}`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/problem+json']);
    expect(asked).toEqual([]);
  });

  it('GET /upstreams/reports/…, dots that a URL parser resolves, never go up (attack 71)', async () => {
    const { asked } = await say('reports');
    for (const path of ['../x', '../../x', '%2e%2e/x', 'a/../../../x', 'a/./../b'])
      await visitor.get(`/upstreams/reports/${path}`);
    expect(asked.filter(({ url }) => !url?.startsWith('/v1/') || url.includes('..'))).toEqual([]);
  });
});

describe('headers between client and upstream', () => {
  it('GET /upstreams/{name}, Cookie, Authorization and forwarded addresses, stay here (attack 76)', async () => {
    const { asked } = await say('reports', { access: 'signed-in', headers: { authorization: 'Bearer ours' } });
    const { client } = await testApp.signUp();
    await client.get('/upstreams/reports/a', {
      'x-forwarded-for': '1.2.3.4',
      forwarded: 'for=1.2.3.4',
      referer: 'http://x/',
    });
    expect(asked[0]?.headers).toEqual({
      accept: undefined,
      'accept-encoding': 'identity',
      authorization: 'Bearer ours',
      connection: 'keep-alive',
      host: expect.stringMatching(/^127\.0\.0\.1:/),
      'user-agent': 'sluice',
    });
  });

  it('GET /upstreams/{name}, cookies, policies, CORS and Server of it, stay there (attack 74)', async () => {
    const theirs = {
      'set-cookie': ['sluice=stolen', 'a=b'],
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'content-security-policy': 'script-src *',
      'strict-transport-security': 'max-age=1',
      server: 'theirs',
      'x-powered-by': 'theirs',
      'x-frame-options': 'ALLOWALL',
      'x-request-id': 'theirs',
      'x-content-type-options': 'theirs',
      'www-authenticate': 'Basic',
      refresh: '0;url=http://evil.example',
      link: '<http://internal/>; rel=preload',
      connection: 'close, x-internal',
      'x-internal': 'theirs',
    };
    await say('reports', {}, theirs);
    const { headers } = await visitor.get('/upstreams/reports/a');
    expect(headers.getSetCookie()).toEqual([]);
    for (const [name, value] of Object.entries(theirs))
      expect([name, headers.get(name)]).not.toEqual([name, String(value)]);
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('GET /upstreams/{name}, a page of the upstream, cannot act as a page of ours (attack 74)', async () => {
    await say('reports', {}, { 'content-type': 'text/html', 'content-security-policy': "default-src 'unsafe-inline'" });
    const { headers } = await visitor.getPage('/upstreams/reports/a');
    expect(headers.get('Content-Type')).toBe('text/html');
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    const ours = await visitor.getPage('/');
    expect(ours.headers.get('Content-Security-Policy')).toContain('script-src http://localhost:3000/assets/;');
  });
});

describe('an upstream that fails', () => {
  it('GET /upstreams/{name}, an upstream that is down, 502 that names it, not its address', async () => {
    const fake = await startTcpUpstream(() => {});
    await fake.close();
    upstreams.set('reports', upstreamOf('reports', fake.config()));
    testApp.logLines.length = 0;
    const answer = await visitor.get('/upstreams/reports/a');
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([502, '5']);
    const problem = await answer.text();
    expect(JSON.parse(problem)).toMatchObject({ status: 502, detail: expect.stringContaining('“reports”') });
    expect(problem).not.toMatch(/127\.0\.0\.1|ECONN/);
    expect(testApp.logLines[0]).toMatchObject({
      error: 'UpstreamFailed',
      cause: { message: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('GET /upstreams/{name}, a slow upstream, 504 after its time (attack 77)', async () => {
    const fake = await startTcpUpstream(() => {});
    use(fake, { timeoutMs: 100 });
    const answer = await visitor.get('/upstreams/reports/a');
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([504, 'private, no-store']);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/“reports” didn’t answer in time/) });
  });

  it('GET /upstreams/{name}, a slow upstream with a long limit, 504 before ours ends (attack 77)', async () => {
    const fake = await startTcpUpstream(() => {});
    use(fake, { timeoutMs: 60_000 });
    const startedAt = Date.now();
    const env = { deadlineAt: startedAt + 1_200 };
    const answer = await testApp.app.request('http://localhost:3000/upstreams/reports/a', {}, env);
    expect(answer.status).toBe(504);
    expect(Date.now()).toBeLessThan(env.deadlineAt + reserveMs);
  });

  it('GET /upstreams/{name} in a browser, an upstream that fails, shows a page', async () => {
    const fake = await startLiar('nonsense\r\n\r\n');
    use(fake);
    const answer = await visitor.getPage('/upstreams/reports/a');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([502, expect.stringContaining('text/html')]);
    expect(await answer.text()).toContain('“reports”');
  });

  it('GET /upstreams/{name}, a body that breaks off, fails it and logs so (attack 77)', async () => {
    const fake = await startLiar('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', (socket) => socket.end());
    use(fake);
    testApp.logLines.length = 0;
    const answer = await visitor.get('/upstreams/reports/a');
    await expect(answer.bytes()).rejects.toThrow('The body broke off.');
    expect(testApp.logLines).toContainEqual(expect.objectContaining({ upstream: 'reports', error: 'BodyBroken' }));
  });

  it('GET /upstreams/{name}, a client that has gone, sends no response', async () => {
    const fake = await startTcpUpstream(() => {});
    use(fake);
    const client = new AbortController();
    const answer = testApp.app.request('http://localhost:3000/upstreams/reports/a', { signal: client.signal });
    setTimeout(() => client.abort(), 50);
    expect((await answer).status).toBe(499);
  });
});
