import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLambdaHandler } from '../../packages/lambda-adapter/src/handler.ts';
import { apiEvent, sampleContext } from '../../packages/lambda-adapter/test/events.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

test('the adapter, a response that could not be sent, logs the reason with the client’s request id', async () => {
  const cause = new Error('An answer outgrew Lambda with status 206.');
  const detail = 'The answer is larger than can be sent from here.';
  // The app answers the health check, and the adapter then rejects the response.
  const tooLarge = () => Object.defineProperty(new Response(new Uint8Array(7_000_000)), 'status', { value: 206 });
  const app = {
    fetch: (request: Request, env: { adapterError?: object }) =>
      env.adapterError ? testApp.app.fetch(request, env) : tooLarge(),
  };
  const handler = createLambdaHandler(app, { spill: async () => ({ status: 502, detail, cause }) });
  const result = await handler(apiEvent('/health'), sampleContext);
  expect([result.statusCode, JSON.parse(result.body).detail]).toEqual([502, detail]);
  const line = testApp.logLines.find(({ message }) => message === cause.message);
  expect(line).toMatchObject({ error: 'Error', requestId: result.headers['x-request-id'] });
  expect(result.body).not.toContain(cause.message);
});
