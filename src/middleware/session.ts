import type { Context, MiddlewareHandler, Next } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Session, sessionMiddleware } from 'hono-sessions';
import { describeDevice } from '../accounts/sessions/device.ts';
import { absoluteDays, type SessionContent, SessionStore } from '../accounts/sessions/session-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { rejectApiToken } from '../http/guards.ts';
import type { UserRecord } from '../records/user-records.ts';
import { appCookie } from '../values/cookies.ts';
import { daySeconds } from '../values/duration.ts';

/** The variable by which hono-sessions is told to give a session a new id. It is none of the app's own. */
const rotation = 'session_key_rotation';

/**
 * Authenticates a request by its session cookie, unless an API token has done so. hono-sessions reads and rotates the
 * session. The session cookie of the response is set here, because the library would set one on every response,
 * anonymous ones too, and none that ends with the session.
 */
export function sessionCookie(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  const { name, options } = appCookie(dependencies.publicUrl, 'sluice');

  return async (c, next) => {
    if (c.get('scope') !== undefined) return next();
    const store = new SessionStore(
      dependencies,
      dependencies.sessionSigner,
      () => placeOf(c),
      (userId) => c.get('readAhead')?.(userId),
    );
    try {
      if (!getCookie(c, name)) await visit(c, next, store);
      else
        await sessionMiddleware({ store, sessionCookieName: name, cookieOptions: options })(c, async () => {
          // The library has set its cookie on the response, and no other code has set one yet.
          c.header('Set-Cookie', undefined);
          c.set('user', store.current?.user);
          c.set('sessionId', store.current?.idHash);
          await next();
        });
    } catch (error) {
      // The response belongs to a session that could not be stored. Hono would copy its headers to the response to this
      // error.
      if (c.finalized) for (const header of ['Set-Cookie', 'Location']) c.res.headers.delete(header);
      throw error;
    }
    const { change } = store;
    if (change === undefined) return;
    removeCookie(c.res.headers, name);
    if (change === 'ended') setCookie(c, name, '', { ...options, maxAge: 0 });
    else setCookie(c, name, change.cookie, { ...options, maxAge: absoluteDays * daySeconds });
  };
}

/**
 * Responds to a request without a session cookie, and stores the session that its route has begun. The library would
 * make a session, an id and a cookie for it, most often for nothing.
 */
async function visit(c: Context<AppEnv>, next: Next, store: SessionStore): Promise<void> {
  // Known to be none, so that pages offer to sign in.
  c.set('user', undefined);
  await next();
  const begun = c.get('session')?.getCache();
  if (begun?._delete) await store.deleteSession();
  else if (begun && (c as Context).get(rotation) === true) await store.createSession('', begun);
}

/** Signs a user in with a new session id, and ends the earlier session. A planted id is worth nothing then. */
export function startSession(c: Context<AppEnv>, { id, sessionEpoch = 0 }: UserRecord): void {
  const session = sessionOf(c);
  session.set('userId', id);
  session.set('epoch', sessionEpoch);
  (c as Context).set(rotation, true);
}

/** Signs the user out: removes the cookie and ends the session, also for slow requests that are still under way. */
export function signOut(c: Context<AppEnv>): void {
  sessionOf(c).deleteSession();
}

/**
 * Returns the request's session.
 * @throws ProblemError for an API token, which has no session and gets none
 */
function sessionOf(c: Context<AppEnv>): Session<SessionContent> {
  rejectApiToken(c);
  const known = c.get('session');
  if (known) return known;
  const begun = new Session<SessionContent>();
  c.set('session', begun);
  return begun;
}

function placeOf(c: Context<AppEnv>) {
  return { device: describeDevice(c.req.header('User-Agent')), address: c.get('clientAddress') ?? 'unknown' };
}

/** Removes the library's own cookie from the response, and leaves any other. */
function removeCookie(headers: Headers, name: string): void {
  const others = headers.getSetCookie().filter((cookie) => !cookie.startsWith(`${name}=`));
  headers.delete('Set-Cookie');
  for (const cookie of others) headers.append('Set-Cookie', cookie);
}
