import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaHandler, type LambdaHandler } from '../../src/lambda/handler.ts';
import { type RunningServer, serveApp } from '../../src/node-server.ts';
import { createUpstreams, type Upstream } from '../../src/upstream/upstream.ts';
import { apiEvent, CONTEXT } from '../lambda/events.ts';
import { type Stage, startStage } from '../support/stage.ts';
import { type FakeUpstream, startUpstream } from './fake-upstream.ts';

let stage: Stage;
let server: RunningServer;
let handler: LambdaHandler;
const upstreams = new Map<string, Upstream>();

beforeAll(async () => {
  stage = await startStage({ replace: () => ({ upstreams }) });
  server = await serveApp(stage.app, { port: 0, host: '127.0.0.1' });
  handler = createLambdaHandler(stage.app);
});
afterAll(() => Promise.all([server.close(), stage.close()]));

function use(fake: FakeUpstream, timeoutMs = 5_000): void {
  for (const [name, upstream] of createUpstreams({ reports: fake.config({ timeoutMs }) }))
    upstreams.set(name, upstream);
}

describe.each<[entry: string, ask: (headers: Record<string, string>) => Promise<unknown>]>([
  ['the Node server', (headers) => askOverConnection(headers)],
  ['the adapter', (headers) => handler(apiEvent('/upstreams/reports/a', { headers }), CONTEXT)],
])('an upstream that is asked through %s', (_, ask) => {
  it('is told nothing that the client has said to its connection', async () => {
    const asked: unknown[] = [];
    use(await startUpstream((request, response) => response.end(String(asked.push(request.headers)))));
    await ask({ connection: 'close, if-none-match', 'if-none-match': '"a"', range: 'bytes=0-9' });
    expect(asked).toEqual([expect.objectContaining({ range: 'bytes=0-9' })]);
    expect(asked[0]).not.toHaveProperty('if-none-match');
  });
});

/** Not by `fetch`, which has a Connection of its own. */
function askOverConnection(headers: Record<string, string>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { port } = server;
    const asking = httpRequest({ host: '127.0.0.1', port, path: '/upstreams/reports/a', headers }, (response) => {
      response.resume().on('end', resolve);
    });
    asking.on('error', reject).end();
  });
}
