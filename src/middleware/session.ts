import type { Context, MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';
import { sessionMiddleware } from 'hono-sessions';
import { describeDevice } from '../accounts/sessions/device.ts';
import { absoluteDays, SessionStore } from '../accounts/sessions/session-store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { rejectApiToken } from '../http/guards.ts';
import type { UserRecord } from '../records/user-records.ts';
import { appCookie } from '../values/cookies.ts';
import { daySeconds } from '../values/duration.ts';

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
    const read = sessionMiddleware({ store, sessionCookieName: name, cookieOptions: options });
    try {
      await read(c, async () => {
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

/** Signs a user in with a new session id, and ends the earlier session. A planted id is worth nothing then. */
export function startSession(c: Context<AppEnv>, { id, sessionEpoch = 0 }: UserRecord): void {
  const session = sessionOf(c);
  session.set('userId', id);
  session.set('epoch', sessionEpoch);
  // hono-sessions looks for this name, which is not among our own variables.
  (c as Context).set('session_key_rotation', true);
}

/** Signs the user out: removes the cookie and ends the session, also for slow requests that are still under way. */
export function signOut(c: Context<AppEnv>): void {
  sessionOf(c).deleteSession();
}

/**
 * Returns the request's session.
 * @throws ProblemError for an API token, which has no session and gets none
 */
function sessionOf(c: Context<AppEnv>): AppEnv['Variables']['session'] {
  rejectApiToken(c);
  return c.get('session');
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
