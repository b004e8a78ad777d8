import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { wholeContext } from '../packages/lambda-adapter/test/events.ts';
import { httpEvent } from './http-event.ts';

type Call = () => Promise<unknown>;

const anonymous = httpEvent('GET', '/');
const page = httpEvent('GET', '/session/new', { accept: 'text/html' });

/** Each makes the call that is measured, and loads its modules only in its own process. */
export const requestContenders = {
  'anonymous JSON': () => theApp(anonymous),
  'anonymous JSON of a bare app': async () => stock(bareApp(), anonymous),
  page: () => theApp(page),
  'page of a bare app': async () => stock(bareApp(), page),
  'signed-in JSON': signedIn,
  'two calls of the SDK': async () => (await import('./canned-user.ts')).findSessionAndUser,
} satisfies Record<string, () => Promise<Call>>;

export type RequestContender = keyof typeof requestContenders;

async function theApp(event: object): Promise<Call> {
  const { deployedApp } = await import('./deployed-app.ts');
  const handler = await deployedApp();
  return checked(() => handler(event, wholeContext));
}

async function signedIn(): Promise<Call> {
  const [{ deployedApp, sessionSecret }, { recordsBySdk, sessionCookieOf }] = await Promise.all([
    import('./deployed-app.ts'),
    import('./canned-user.ts'),
  ]);
  const handler = await deployedApp({ records: recordsBySdk });
  const event = httpEvent('GET', '/users/me', { cookie: `__Host-${sessionCookieOf(sessionSecret)}` });
  return checked(() => handler(event, wholeContext));
}

async function stock(app: Hono, event: object): Promise<Call> {
  const handler = handle(app);
  // It declares more fields of an event than it reads.
  return checked(() => handler(event as LambdaEvent, wholeContext));
}

/** Returns an app without middleware and log. Its page is as long as ours, and a text that is there. */
function bareApp(): Hono {
  const html = `<!doctype html><p>${'Sign in. '.repeat(700)}</p>`;
  return new Hono()
    .get('/', (c) => c.json({ message: 'Sluice is running', version: '0.1.0' }))
    .get('/session/new', (c) => c.html(html));
}

/** Returns the call when its first result is right: a wrong one must not win. */
async function checked(call: () => Promise<object>): Promise<Call> {
  const result = await call();
  if (!('statusCode' in result) || result.statusCode !== 200) throw new Error(`It answers ${JSON.stringify(result)}.`);
  return call;
}
