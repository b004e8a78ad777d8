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
import { isSafeMethod } from './same-origin.ts';

/** API tokens that look right and open nothing: nobody makes such a mistake often. */
export const tokenFailureLimit: RateLimit = {
  what: 'token-failure',
  max: 20,
  windowSeconds: 900,
  attempts: 'requests with an API token that is not valid',
};

/**
 * Finds out who is asking by an API token (RFC 6750). A request that brings one is asked by it alone: a token that is
 * not valid is refused and never falls back to a cookie. What changes something needs more than `read`, here and for
 * every route, so that no route can forget it.
 */
export function apiToken(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const text = bearerToken(c);
    if (text === undefined) return next();
    const found = await findTokenUser(dependencies, text);
    if (!found) throw new ProblemError(await refusalOf(c, dependencies, text));
    if (!isSafeMethod(c.req.method) && !covers(found.scope, 'submit')) {
      c.header('WWW-Authenticate', 'Bearer error="insufficient_scope", scope="submit"');
      throw new ProblemError(
        new Problem('not-allowed', 'This API token may only read. Use one with the scope "submit".'),
      );
    }
    c.set('user', found.user);
    c.set('scope', found.scope);
    return next();
  };
}

/** Guesses that look like tokens are counted; a typo, which the token's checksum shows, costs no call. */
async function refusalOf(c: Context<AppEnv>, dependencies: Dependencies, text: string): Promise<Problem> {
  if (isTokenText(text)) {
    const attempt = await countNetworkAttempt(dependencies, tokenFailureLimit, c.get('clientAddress'));
    if (attempt.problem) return attempt.problem;
  }
  c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return new Problem('bad-token', 'This API token is not valid: it is mistyped, expired or revoked. Make another one.');
}
