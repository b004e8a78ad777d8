import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEnv } from '../../src/http/app-env.ts';
import { renderPage } from '../../src/http/render-page.tsx';
import { statusOf } from '../../src/http/status.ts';
import { en } from '../../src/messages/en.ts';
import { message } from '../../src/messages/message.ts';
import { Problem, type ProblemKind } from '../../src/problems/problem.ts';
import { problemText } from '../../src/problems/problem-text.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

/** Returns the response of a page with this outcome. */
async function answerWith(outcome?: Parameters<typeof renderPage>[4]): Promise<Response> {
  const app = new Hono<AppEnv>();
  app.get('/', (c) => renderPage(c, testApp.dependencies, () => 'A title', <p>Content</p>, outcome));
  return app.request('/');
}

describe('renderPage', () => {
  it('renderPage, without an outcome 200, else the given status', async () => {
    expect((await answerWith()).status).toBe(200);
    expect((await answerWith(201)).status).toBe(201);
  });

  // The table has every kind and nothing else.
  it.each(Object.keys(statusOf) as ProblemKind[])(
    'renderPage, a problem of the kind %s, has its status and headers',
    async (kind) => {
      const response = await answerWith(new Problem(kind, 'storage-unavailable', { retryAfterSeconds: 7 }));
      expect([response.status, response.headers.get('Retry-After')]).toEqual([statusOf[kind], '7']);
      expect(response.headers.has('WWW-Authenticate')).toBe(kind === 'not-signed-in');
      expect((await answerWith(new Problem(kind, 'storage-unavailable'))).headers.has('Retry-After')).toBe(false);
    },
  );
});

it('problemText, a problem with a field, has a sentence for each', () => {
  const errors = [{ field: 'email', message: message('email-invalid') }];
  expect(problemText(new Problem('invalid', 'values-invalid', { errors }), en)).toEqual({
    detail: 'Some values are missing or not valid.',
    errors: [{ field: 'email', message: 'Enter an email address such as name@example.com.' }],
  });
});
