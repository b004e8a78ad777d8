import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLambdaHandler, type Spill } from '../../packages/lambda-adapter/src/handler.ts';
import { apiEvent, sampleContext } from '../../packages/lambda-adapter/test/events.ts';
import type { AppEnv } from '../../src/http/app-env.ts';
import { adapterErrors, errorHandler, notFoundHandler } from '../../src/middleware/error-handler.ts';
import { requestId } from '../../src/middleware/request-id.ts';
import { requestLog } from '../../src/middleware/request-log.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** As `apiEvent` has it. */
const gatewayId = 'JKJaXmPLvHcESHA=';
let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

/** Returns a handler of an app, and the lines that it has written. */
function handlerOf(app: Hono<AppEnv>, spill?: Spill) {
  const lines: Record<string, unknown>[] = [];
  const handler = createLambdaHandler(app, { ...(spill && { spill }), writeLine: (line) => lines.push(line) });
  const ask = (path: string, accept = '*/*', method = 'GET') =>
    handler(apiEvent(path, { method, headers: { accept } }), sampleContext);
  return { lines, ask };
}

/** Returns an app with one route for each way in which a response leaves. */
function smallApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId, requestLog(testApp.dependencies.log), adapterErrors(testApp.dependencies));
  app.get('/text', (c) => c.text('Grüße'));
  app.get('/bytes', (c) => c.body(new Uint8Array([255, 0, 1, 2, 3]).buffer));
  app.get('/large', (c) => c.body(new Uint8Array(7_000_000).buffer));
  app.post('/broken', (c) => c.body(new ReadableStream({ pull: () => Promise.reject(new Error('It stopped.')) })));
  app.get('/broken', (c) => c.body(new ReadableStream({ pull: () => Promise.reject(new Error('The disk is gone.')) })));
  app.get('/defect', () => {
    throw new Error('A secret of the house.');
  });
  app.notFound(notFoundHandler(testApp.dependencies));
  app.onError(errorHandler(testApp.dependencies));
  return app;
}

describe('the log line of a request on Lambda', () => {
  it("has the gateway's id, which is that of the answer and of its error page", async () => {
    const { lines, ask } = handlerOf(testApp.app);
    const result = await ask('/nothing-here');
    expect(result.headers['x-request-id']).toBe(gatewayId);
    expect(lines).toEqual([
      expect.objectContaining({ requestId: gatewayId, method: 'GET', route: '/*', status: 404, spilled: false }),
    ]);
    expect(testApp.logLines).toEqual([]);
  });

  it('has the id that stands on the page of an error, and so has the line of the error itself', async () => {
    const { lines, ask } = handlerOf(smallApp());
    const { body, statusCode } = await ask('/defect', 'text/html');
    expect(statusCode).toBe(500);
    expect(body).toContain(gatewayId);
    expect(lines).toEqual([expect.objectContaining({ requestId: gatewayId, status: 500 })]);
    expect(testApp.logLines.splice(0)).toEqual([
      expect.objectContaining({ requestId: gatewayId, message: 'A secret of the house.' }),
    ]);
  });

  it('counts the bytes of the body as the client gets it, text or not', async () => {
    const { lines, ask } = handlerOf(smallApp());
    await ask('/text');
    await ask('/bytes');
    expect(lines.map(({ route, bytes }) => [route, bytes])).toEqual([
      ['/text', 7],
      ['/bytes', 5],
    ]);
  });

  it('says of the first request of a process alone that it waited for the start', async () => {
    const { lines, ask } = handlerOf(smallApp());
    for (const _time of [1, 2, 3]) await ask('/text');
    expect(lines.map(({ coldStart }) => coldStart)).toEqual([true, false, false]);
  });

  it('says that an answer went by way of the bucket, with the status that the client got', async () => {
    const spill: Spill = async () => new Response(null, { status: 302, headers: { location: 'https://bucket' } });
    const { lines, ask } = handlerOf(smallApp(), spill);
    await ask('/large');
    expect(lines).toEqual([expect.objectContaining({ route: '/large', status: 302, bytes: 0, spilled: true })]);
  });

  it('is one line, with the status that the client got, for an answer that broke off', async () => {
    const { lines, ask } = handlerOf(smallApp());
    expect((await ask('/broken')).statusCode).toBe(502);
    expect(lines).toEqual([expect.objectContaining({ route: '/broken', status: 502, spilled: false })]);
    const errors = testApp.logLines.splice(0);
    expect(errors).toEqual([expect.objectContaining({ requestId: gatewayId, message: 'The disk is gone.' })]);
  });

  it('has the method of what was refused, and not that by which the adapterError was asked for', async () => {
    const { lines, ask } = handlerOf(smallApp());
    await ask('/broken', '*/*', 'POST');
    expect(lines).toEqual([expect.objectContaining({ message: 'POST /broken', method: 'POST', status: 502 })]);
    testApp.logLines.splice(0);
  });

  it('is left out for /health, which monitors ask for all day', async () => {
    const { lines, ask } = handlerOf(testApp.app);
    expect((await ask('/health')).statusCode).toBe(200);
    expect(lines).toEqual([]);
  });

  it('is written by the app when the adapter does not write it', async () => {
    await testApp.client().get('/nothing-here');
    expect(testApp.logLines).toEqual([expect.objectContaining({ method: 'GET', status: 404 })]);
  });
});
