import type { Context, MiddlewareHandler } from 'hono';
import { covers } from '../accounts/scopes.ts';
import { findTokenUser } from '../accounts/tokens/api-token.ts';
import { isTokenText } from '../accounts/tokens/token-text.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { countNetworkAttempt, type RateLimit } from '../rate-limit/rate-limit.ts';
import { minuteSeconds } from '../values/duration.ts';
import { isSafeMethod } from './same-origin.ts';

/** Limits well-formed API tokens that are not valid: an honest client rarely sends one. */
export const tokenFailureLimit: RateLimit = {
  name: 'token-failure',
  max: 20,
  windowSeconds: 15 * minuteSeconds,
  counted: 'api-token',
};

/**
 * Authenticates a request by its API token (RFC 6750). The token alone counts: one that is not valid is refused and
 * never falls back to a cookie. Requests that change something need more than `read`, here and for every route, so that
 * no route can forget it.
 */
export function apiToken(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const text = bearerToken(c);
    if (text === undefined) return next();
    const found = await findTokenUser(dependencies, text, (userId) => c.get('readAhead')?.(userId));
    if (!found) throw new ProblemError(await refusalOf(c, dependencies, text));
    if (!isSafeMethod(c.req.method) && !covers(found.scope, 'submit')) {
      c.header('WWW-Authenticate', 'Bearer error="insufficient_scope", scope="submit"');
      throw new ProblemError(new Problem('not-allowed', 'token-read-only'));
    }
    c.set('user', found.user);
    c.set('scope', found.scope);
    return next();
  };
}

/**
 * Returns the problem of a refused token. Guesses that look like tokens count against the limit; the checksum of a
 * token shows a typo without a call to the table.
 */
async function refusalOf(c: Context<AppEnv>, dependencies: Dependencies, text: string): Promise<Problem> {
  if (isTokenText(text)) {
    const attempt = await countNetworkAttempt(dependencies, tokenFailureLimit, c.get('clientAddress'));
    if (attempt.problem) return attempt.problem;
  }
  c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return new Problem('bad-token', 'token-invalid');
}
