import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import type { Form } from '../../src/forms/define-form.ts';
import type { AppEnv } from '../../src/http/app-env.ts';
import { errorHandler } from '../../src/middleware/error-handler.ts';
import { operation } from '../../src/openapi/operation.ts';
import { forms, sendFormOperation } from '../../src/routes/forms/forms.tsx';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { makeUser } from '../support/users.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

/** The same as the app's declaration, but for admins. */
function sendFormAsAdmin(form: Form): ReturnType<typeof sendFormOperation> {
  const declared = sendFormOperation(form);
  const { middleware } = operation({
    ...{ method: 'post', path: declared.path, operationId: 'x', tag: 'x', summary: 'x', description: 'x' },
    access: 'admins',
    responses: {},
  });
  return { ...declared, ...(middleware && { middleware }) };
}

async function statusFor(user: User | undefined, declare: typeof sendFormOperation): Promise<number> {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('requestId', 'x');
    c.set('user', user);
    await next();
  });
  app.route('/', forms(testApp.dependencies, declare));
  app.onError(errorHandler(testApp.dependencies));
  const sent = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
  return (await app.request('/forms/documents', sent)).status;
}

describe('POST /forms/{slug}', () => {
  it('POST /forms/{slug}, a form whose operation is for admins, answers 403 to a user', async () => {
    const [user, admin] = [await makeUser(testApp, { role: 'user' }), await makeUser(testApp, { role: 'admin' })];
    const askers = [undefined, user, admin];
    const statuses = (declare: typeof sendFormOperation) =>
      Promise.all(askers.map((asker) => statusFor(asker, declare)));
    expect(await statuses(sendFormOperation)).toEqual([401, 422, 422]);
    expect(await statuses(sendFormAsAdmin)).toEqual([401, 403, 422]);
  });
});
