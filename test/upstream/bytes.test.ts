import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lambdaEnvironment } from '../../cli/lambda-environment.ts';
import { type Gateway, startGateway } from '../../packages/lambda-gateway/src/gateway.ts';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { createUpstreams } from '../../src/upstream/upstream.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type Sample, samples } from './bodies.ts';
import { type FakeUpstream, listen } from './fake-upstream.ts';

let fake: FakeUpstream;
let testApp: TestApp;
let server: RunningServer;
let gateways: Gateway[];
const urls: Record<Way, string> = { 'the Node server': '', 'the gateway': '', 'the stream mode': '' };
type Way = 'the Node server' | 'the gateway' | 'the stream mode';

/** UTF-8 that its upstream has written into a header as it is. */
const rawName = Buffer.from('Größe.csv').toString('latin1');

beforeAll(async () => {
  fake = await listen(
    createServer((request, response) => {
      if (request.url === '/v1/condition')
        return void response.end(Buffer.from(request.headers['if-none-match'] ?? '', 'latin1'));
      const namedBytes = /^\/v1\/named\/(\d+)$/.exec(request.url ?? '')?.[1];
      if (namedBytes !== undefined) {
        const named = { 'content-disposition': `attachment; filename="${rawName}"`, 'content-language': rawName };
        response.writeHead(200, { ...named, 'content-type': 'text/csv' }).end(Buffer.alloc(Number(namedBytes), 'a;b'));
        return;
      }
      const sample = Object.values(samples)[Number(request.url?.split('/').at(-1))];
      const { bytes, headers, isChunked }: Sample = sample ?? { bytes: Buffer.from('no such sample') };
      if (!isChunked) response.setHeader('content-length', bytes.length);
      response.writeHead(200, { etag: '"strong"', ...headers }).write(bytes.subarray(0, 1_000));
      response.end(bytes.subarray(1_000));
    }),
  );
  const upstreams = { reports: fake.config() };
  testApp = await startTestApp({ replace: () => ({ upstreams: createUpstreams(upstreams) }) });
  server = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
  const shared = {
    bundle: 'dist/lambda.mjs',
    environment: lambdaEnvironment({ ...testApp.config, upstreams }),
    processes: 1,
    log: new PassThrough().resume(),
  };
  gateways = await Promise.all([
    startGateway(shared),
    startGateway({ ...shared, stream: true, handler: 'streamHandler' }),
  ]);
  urls['the Node server'] = `http://127.0.0.1:${server.port}`;
  [urls['the gateway'] = '', urls['the stream mode'] = ''] = gateways.map(({ url }) => url);
});
afterAll(async () => {
  await Promise.all([server.close(), testApp.close(), fake.close(), ...gateways.map((gateway) => gateway.close())]);
});

/** Returns the bytes without decoding, which `fetch` would do. */
function fetchRaw(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'gzip, br, zstd', ...headers } }, (response) => {
      const { statusCode: status, headers } = response;
      buffer(response).then((bytes) => resolve({ status, headers, bytes }), reject);
    }).on('error', reject);
  });
}

describe.each(Object.keys(urls) as Way[])('through %s', (way) => {
  const numbered = Object.entries(samples).map(([name, sample], number) => ({ name, number, ...sample }));

  it.each(numbered)(
    'GET of an upstream, $name, arrives unchanged with its Content-Type and coding',
    async ({ number, bytes, headers = {} }) => {
      const answer = await fetchRaw(`${urls[way]}/upstreams/reports/${number}`);
      expect(answer.status).toBe(200);
      expect(answer.bytes.equals(bytes)).toBe(true);
      expect(answer.headers['content-encoding']).toBe(headers['content-encoding']);
      expect(answer.headers['content-type']).toBe(headers['content-type'] ?? 'application/octet-stream');
      expect(answer.headers.etag).toBe('"strong"');
      expect(answer.headers.vary).toContain('Accept-Encoding');
    },
  );

  it('GET of an upstream, a condition beyond ASCII, goes up in the client’s bytes', async () => {
    const sent = Buffer.from('"Größe €"');
    const answer = await fetchRaw(`${urls[way]}/upstreams/reports/condition`, {
      'if-none-match': sent.toString('latin1'),
    });
    expect(answer.bytes.toString()).toBe(sent.toString());
  });

  it.each([9, 7_000_000])(
    'GET of an upstream, a body of %i bytes with a name beyond ASCII, has it in ASCII',
    async (size) => {
      const answer = await fetch(`${urls[way]}/upstreams/reports/named/${size}`);
      expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, size]);
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="Gro_e.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.csv`,
      );
      expect(answer.headers.get('content-language')).toBeNull();
    },
  );
});
