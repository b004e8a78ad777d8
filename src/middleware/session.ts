import type { MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';
import { sessionMiddleware } from 'hono-sessions';
import { absoluteDays, type SessionContent, SessionStore } from '../accounts/session-store.ts';
import { findActiveUser } from '../accounts/user.ts';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * Finds out who is asking. hono-sessions reads and rotates the session; what its answer's cookie says is decided here, because the library
 * would set one on every answer, anonymous ones too, and none that ends with the session.
 */
export function session(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  const isSecure = dependencies.publicUrl.startsWith('https:');
  const name = isSecure ? '__Host-sluice' : 'sluice';
  const cookieOptions = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const;

  return async (c, next) => {
    const store = new SessionStore(dependencies, dependencies.sessionSeal);
    const read = sessionMiddleware({ store, sessionCookieName: name, cookieOptions });
    await read(c, async () => {
      const { userId } = currentContent(c.get('session'));
      c.set('user', userId === undefined ? undefined : await findActiveUser(dependencies, userId));
      await next();
    });
    removeCookie(c.res.headers, name);
    const { change } = store;
    if (change === 'ended') setCookie(c, name, '', { ...cookieOptions, maxAge: 0 });
    else if (change) setCookie(c, name, change.cookie, { ...cookieOptions, maxAge: absoluteDays * 86_400 });
  };
}

function currentContent(current: AppEnv['Variables']['session']): Partial<SessionContent> {
  const userId = current.get('userId');
  return userId === null ? {} : { userId };
}

/** Takes the library's own cookie off the answer, and leaves any other. */
function removeCookie(headers: Headers, name: string): void {
  const others = headers.getSetCookie().filter((cookie) => !cookie.startsWith(`${name}=`));
  headers.delete('Set-Cookie');
  for (const cookie of others) headers.append('Set-Cookie', cookie);
}
