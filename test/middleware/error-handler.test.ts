import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEnv } from '../../src/http/app-env.ts';
import { sendProblem } from '../../src/http/send-problem.tsx';
import { statusOf } from '../../src/http/status.ts';
import { en } from '../../src/messages/en.ts';
import { message } from '../../src/messages/message.ts';
import { errorHandler } from '../../src/middleware/error-handler.ts';
import { requestId } from '../../src/middleware/request-id.ts';
import { securityHeaders } from '../../src/middleware/security-headers.ts';
import { BucketUnavailable, ProblemError, TableUnavailable } from '../../src/problems/errors.ts';
import { Problem, type ProblemKind } from '../../src/problems/problem.ts';
import { InvalidTableCall } from '../../src/records/table.ts';
import { readPage } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const statuses: Record<ProblemKind, number> = {
  malformed: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'wrong-method': 405,
  'not-there-yet': 409,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'type-not-accepted': 415,
  invalid: 422,
  'limit-reached': 429,
  internal: 500,
  unavailable: 503,
  'upstream-failed': 502,
  'upstream-slow': 504,
  'bad-token': 401,
};
const kinds = Object.entries(statuses).map(([kind, status]) => [kind as ProblemKind, status] as const);

/** An app whose only route answers, or throws, as given. */
function answering(outcome: Problem | Error): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId);
  app.use(securityHeaders(testApp.dependencies.bucketOrigin, testApp.dependencies.publicUrl));
  app.get('/thing', (c) => {
    if (outcome instanceof Error) throw outcome;
    return sendProblem(c, testApp.dependencies, outcome);
  });
  app.onError(errorHandler(testApp.dependencies));
  return app;
}

const ask = (outcome: Problem | Error, accept = 'application/json') =>
  answering(outcome).request('http://localhost:3000/thing?x=1', { headers: { accept } }, {});

describe('a problem', () => {
  it('the table of statuses, each kind of problem, has a line', () => {
    expect(Object.keys(statusOf).sort()).toEqual(Object.keys(statuses).sort());
  });

  it.each(kinds)('sendProblem, a program and the kind %s, answers a problem document with %d', async (kind, status) => {
    const response = await ask(new Problem(kind, 'file-empty', { uploadState: 'pending' }));
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: en.titles[kind],
      status,
      detail: 'This file is empty. Choose one with something in it.',
      state: 'pending',
      requestId: response.headers.get('X-Request-Id'),
    });
  });

  it.each(kinds.filter(([kind]) => kind !== 'not-signed-in'))(
    'sendProblem, a browser and the kind %s, answers a page with %d',
    async (kind, status) => {
      const page = await readPage(
        await ask(new Problem(kind, message('upstream-slow', { name: '<reports>' })), 'text/html'),
      );
      expect(page.status).toBe(status);
      expect(page.html).toContain('The upstream “&lt;reports&gt;” didn’t answer');
      expect(page.html).toContain(`<h1>${en.titles[kind]}</h1>`);
    },
  );

  it.each(kinds)('errorHandler, the kind %s thrown, answers the same as returned', async (kind, status) => {
    expect((await ask(new ProblemError(new Problem(kind, 'file-empty')))).status).toBe(status);
  });

  it('sendProblem, not signed in, redirects a browser to sign-in, tells a program how', async () => {
    const problem = new Problem('not-signed-in', 'sign-in-needed');
    const browser = await ask(problem, 'text/html');
    expect([browser.status, browser.headers.get('Location')]).toEqual([303, '/session/new?next=%2Fthing%3Fx%3D1']);
    expect((await ask(problem)).headers.get('WWW-Authenticate')).toBe('Bearer');
  });

  it('sendProblem, a time and fields, says when to come back and which field is wrong', async () => {
    const limited = await ask(new Problem('limit-reached', 'storage-unavailable', { retryAfterSeconds: 42 }));
    expect(limited.headers.get('Retry-After')).toBe('42');
    const errors = [{ field: 'title', message: message('value-missing') }];
    expect(await (await ask(new Problem('invalid', 'values-invalid', { errors }))).json()).toMatchObject({
      errors: [{ field: 'title', message: 'Fill in this field.' }],
    });
  });
});

describe('an unexpected error', () => {
  it('errorHandler, an unexpected error, 500 with the request id only, the log has the rest (attack 92)', async () => {
    for (const accept of ['application/json', 'text/html']) {
      const response = await ask(new Error('secret of the house', { cause: new Error('deeper secret') }), accept);
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(text).not.toMatch(/secret|\.ts|at /);
      expect(text).toContain(response.headers.get('X-Request-Id'));
      expect(testApp.logLines.at(-1)).toMatchObject({
        requestId: response.headers.get('X-Request-Id'),
        message: 'secret of the house',
        cause: { message: 'deeper secret' },
      });
    }
  });

  it.each([new BucketUnavailable('x'), new TableUnavailable('x')])(
    'errorHandler, %s, 503 that says to try again',
    async (error) => {
      const response = await ask(error);
      expect(response.status).toBe(503);
      expect(response.headers.get('Retry-After')).toBe('5');
      expect((await response.json()).detail).toContain('Try again');
    },
  );

  it('errorHandler, a request that the table calls invalid, 500 with a line of its own (attack 136)', async () => {
    const response = await ask(new InvalidTableCall('The key is too long.'));
    expect([response.status, response.headers.get('Retry-After')]).toEqual([500, null]);
    expect(testApp.logLines.at(-1)).toMatchObject({ error: 'InvalidTableCall', message: 'The key is too long.' });
  });

  it('errorHandler, an error of the framework, keeps its status', async () => {
    expect((await ask(new HTTPException(418, { message: 'Teapot.' }))).status).toBe(418);
  });
});
