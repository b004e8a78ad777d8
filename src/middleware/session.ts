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
 * Finds out who is asking by their cookie, unless an API token has said so. hono-sessions reads and rotates the
 * session; what its answer's cookie says is decided here, because the library would set one on every answer, anonymous
 * ones too, and none that ends with the session.
 */
export function session(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  const { name, options } = appCookie(dependencies.publicUrl, 'sluice');

  return async (c, next) => {
    if (c.get('scope') !== undefined) return next();
    const store = new SessionStore(dependencies, dependencies.sessionSeal, () => placeOf(c));
    const read = sessionMiddleware({ store, sessionCookieName: name, cookieOptions: options });
    try {
      await read(c, async () => {
        // The library has announced its cookie. Nobody else has set one yet.
        c.header('Set-Cookie', undefined);
        c.set('user', store.current?.user);
        c.set('sessionId', store.current?.idHash);
        await next();
      });
    } catch (error) {
      // The answer was made for what could not be kept. Hono would give its headers to the answer to this error.
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

/** Signs a user in: the session gets a new id, so that a planted one is worth nothing, and the one that was is over. */
export function startSession(c: Context<AppEnv>, { id, sessionEpoch = 0 }: UserRecord): void {
  const session = sessionOf(c);
  session.set('userId', id);
  session.set('epoch', sessionEpoch);
  // hono-sessions looks for this name, which is not among the variables of our own.
  (c as Context).set('session_key_rotation', true);
}

/** Signs out: the cookie goes, and the session is over although slow requests are still under way. */
export function signOut(c: Context<AppEnv>): void {
  sessionOf(c).deleteSession();
}

/** @throws ProblemError for an API token, which has no session and gets none */
function sessionOf(c: Context<AppEnv>): AppEnv['Variables']['session'] {
  rejectApiToken(c);
  return c.get('session');
}

function placeOf(c: Context<AppEnv>) {
  return { device: describeDevice(c.req.header('User-Agent')), address: c.get('clientAddress') ?? 'unknown' };
}

/** Takes the library's own cookie off the answer, and leaves any other. */
function removeCookie(headers: Headers, name: string): void {
  const others = headers.getSetCookie().filter((cookie) => !cookie.startsWith(`${name}=`));
  headers.delete('Set-Cookie');
  for (const cookie of others) headers.append('Set-Cookie', cookie);
}
