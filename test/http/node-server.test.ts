import { once } from 'node:events';
import { Agent, request as ask } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let server: RunningServer;
let port: number;
beforeAll(async () => {
  port = await findFreePort();
  testApp = await startTestApp({ publicUrl: `http://localhost:${port}` });
  server = await serveApp(testApp.app, { port, host: '127.0.0.1', publicUrl: testApp.dependencies.publicUrl });
});
afterAll(() => Promise.all([server.close(), testApp.close()]));

/** Returns all that the server sends on one connection, until the server ends it. */
async function exchange(text: string, at = port): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(at, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(text, 'latin1');
  await once(socket, 'close');
  const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head: head.toLowerCase(), body: rest.join('\r\n\r\n') };
}

const request = (host: string | undefined, target = '/', more = '') =>
  `GET ${target} HTTP/1.1\r\n${host === undefined ? '' : `Host: ${host}\r\n`}${more}Connection: close\r\n\r\n`;

const filledIn = (host: string) => host.replace('PORT', `${port}`).replace('NEXT', `${port + 1}`);

const expectOurs = ({ head, body, status }: { head: string; body: string; status: number }) => {
  expect(head).toContain('x-content-type-options: nosniff');
  expect(head).toContain("content-security-policy: default-src 'none'");
  expect(head).toContain('cache-control: private, no-store');
  expect(head).toMatch(/x-request-id: [\w-]{20,}/);
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  expect(JSON.parse(json)).toMatchObject({ status, detail: expect.any(String) });
};

describe('serveApp, by the host that a request names', () => {
  it.each([() => `localhost:${port}`, () => `LocalHost:${port}`, () => `127.0.0.1:${port}`, () => `[::1]:${port}`])(
    'GET /, of this machine (%o), answers 200',
    async (host) => {
      expect((await exchange(request(host()))).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:PORT',
    'localhost',
    'localhost:NEXT',
    'localhost.evil.example:PORT',
    'localhost.:PORT',
    '127.0.0.2:PORT',
    '0.0.0.0:PORT',
  ])('GET /, of another host (%s), answers 421 as our problem (attack 113)', async (host) => {
    const answer = await exchange(request(filledIn(host)));
    expect(answer.status).toBe(421);
    expectOurs(answer);
    expect(answer.body).toContain(testApp.dependencies.publicUrl);
  });

  it('POST /session, of another host, begins no session (attack 113)', async () => {
    const { user, password } = await testApp.signUp();
    const body = JSON.stringify({ email: user.email, password });
    const post = `POST /session HTTP/1.1\r\nHost: evil.example:${port}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
    const answer = await exchange(`${post}Content-Length: ${body.length}\r\n\r\n${body}`);
    expect(answer.status).toBe(421);
    expect(answer.head).not.toContain('set-cookie');
  });

  it.each(['/health', '/health/ready'])(
    'GET %s, of any host, answers 200: monitors know an address only',
    async (path) => {
      expect((await exchange(request('10.0.0.7', path))).status).toBe(200);
    },
  );

  it('GET /health, in HTTP/1.0 without a host, answers 200: so load balancers ask by default', async () => {
    expect((await exchange('GET /health HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  it.each([
    ['its own host, with another in the header', () => request('evil.example', `http://localhost:${port}/`), 200],
    ['another address with our host in the header', () => request(`localhost:${port}`, 'http://evil.example/'), 421],
    ['another port', () => request(`localhost:${port}`, `http://localhost:${port + 1}/`), 421],
    ['health at another address', () => request(`localhost:${port}`, 'http://evil.example/health'), 200],
  ])('GET with a whole address, %s, goes by the address', async (_what, text, status) => {
    expect((await exchange(text())).status).toBe(status);
  });

  it('GET without a public address, answers at every host', async () => {
    const open = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
    expect((await exchange(request('evil.example'), open.port)).status).toBe(200);
    await open.close();
  });

  it('GET with a public address elsewhere, does not answer to the names of this machine', async () => {
    const publicUrl = 'https://files.example.com';
    const other = await serveApp(testApp.app, { port: 0, host: '127.0.0.1', publicUrl });
    for (const [host, status] of [
      ['files.example.com', 200],
      ['Files.Example.com:443', 200],
      ['files.example.com:8443', 421],
      [`localhost:${other.port}`, 421],
    ] as const)
      expect([host, (await exchange(request(host), other.port)).status]).toEqual([host, status]);
    await other.close();
  });
});

describe('serveApp, of requests that Node or the adapter rejects', () => {
  const ours = () => `Host: localhost:${port}\r\n`;

  it.each([
    ['no Host', () => request(undefined), 400],
    ['no Host in HTTP/1.0', () => 'GET / HTTP/1.0\r\n\r\n', 400],
    ['no Host for health in HTTP/1.1', () => request(undefined, '/health'), 400],
    ['no Host but a whole address', () => request(undefined, `http://localhost:${port}/`), 400],
    ['an empty Host', () => request(''), 400],
    ['two Hosts', () => request(`localhost:${port}`, '/', 'Host: evil.example\r\n'), 400],
    ['the same Host twice', () => request(`localhost:${port}`, '/', ours()), 400],
    ['a Host with a space', () => request('local host'), 400],
    ['a Host with a path', () => request(`localhost:${port}/x`), 400],
    ['a Host with a user', () => request(`a@localhost:${port}`), 400],
    ['a malformed Host', () => request('[::1'), 400],
    ['a malformed port', () => request('localhost:99999'), 400],
    ['a backslash in the path', () => request(`localhost:${port}`, '/a\\b'), 400],
    ['an address of another kind', () => request(`localhost:${port}`, '*'), 400],
    ['no HTTP', () => 'hello\r\n\r\n', 400],
    ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['an unknown method', () => `BREW / HTTP/1.1\r\n${ours()}\r\n`, 400],
    ['a header without a name', () => request(`localhost:${port}`, '/', ': x\r\n'), 400],
    ['two lengths', () => request(`localhost:${port}`, '/', 'Content-Length: 1\r\nContent-Length: 2\r\n'), 400],
    ['20 KB of headers', () => request(`localhost:${port}`, '/', `X: ${'x'.repeat(20_000)}\r\n`), 431],
    ['an address of 20 KB', () => request(`localhost:${port}`, `/${'x'.repeat(20_000)}`), 431],
  ])('serveApp, a request with %s, answers with our headers (attack 92)', async (_what, text, status) => {
    const answer = await exchange(text());
    expect(answer.status).toBe(status);
    expectOurs(answer);
  });

  it('serveApp, an unknown Expect, ignores it', async () => {
    expect((await exchange(request(`localhost:${port}`, '/', 'Expect: wonders\r\n'))).status).toBe(200);
  });

  it('serveApp, a large body left unread, keeps the connection for the next request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = async (method: string, path: string, body?: Buffer) => {
      const headers = {
        host: `localhost:${port}`,
        'content-type': 'application/json',
        'content-length': body?.length ?? 0,
      };
      const asked = ask({ host: '127.0.0.1', port, method, path, headers, agent }).end(body);
      const [response] = await once(asked, 'response');
      response.resume();
      await once(response, 'end');
      return response.statusCode;
    };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await send('POST', '/tokens', Buffer.alloc(mebibytes(1), ' '))).toBe(401);
      expect(await send('GET', '/health')).toBe(200);
    }
    agent.destroy();
  });

  it('serveApp, a malformed second request, answers the first as usual', async () => {
    const { head, body } = await exchange(`GET /health HTTP/1.1\r\n${ours()}\r\nnonsense\r\n\r\n`);
    expect(head).toMatch(/^http\/1\.1 200/);
    expect(body).toMatch(/HTTP\/1\.1 400 Bad Request/);
  });
});
