import type * as OpenidClient from 'openid-client';
import type { SingleSignOnSettings } from '../../config.ts';
import { Problem } from '../../problems/problem.ts';
import type { Log } from '../../telemetry/log.ts';
import { createSigner } from '../signed-value.ts';
import type { Identity } from './identity.ts';
import { signState, verifyState } from './single-sign-on-state.ts';

/** The sign-in at the organisation's provider, there and back. The app stores nothing meanwhile. */
export interface SingleSignOn {
  readonly adminGroup: string | undefined;
  /** The time that a person may take at the provider, and the lifetime of the cookie. */
  readonly lifetimeSeconds: number;
  /** Returns the provider's address for the browser, and the cookie that the browser must bring back. */
  begin(next: string): Promise<{ url: string; cookie: string } | Problem>;
  /**
   * Returns the identity of the person who comes back, and the address that they wanted. `search` is the query that the
   * provider sent along.
   */
  finish(search: string, cookie: string): Promise<{ identity: Identity; next: string } | Problem>;
}

/** The redirect path below `publicUrl`, to be registered at the provider. */
export const callbackPath = '/session/sso/callback';

const stateLifetimeSeconds = 600;

/** The time-out of requests to the provider: a person waits for them. */
const timeoutSeconds = 5;

interface SsoContext {
  readonly publicUrl: string;
  readonly secrets: readonly string[];
  readonly clock: () => Date;
  readonly log: Log;
}

/**
 * The library and its discovered client. They are loaded once a process, at the first single sign-on, so that other
 * requests do not wait for them.
 */
interface Provider {
  readonly library: typeof OpenidClient;
  readonly client: OpenidClient.Configuration;
}

/**
 * Creates the sign-in at an OpenID Connect provider. It uses the authorization code flow with PKCE, state and nonce
 * (RFC 9700, 2.1.1; OpenID Connect Core, 3.1).
 */
export function createSingleSignOn(
  settings: SingleSignOnSettings,
  { publicUrl, secrets, clock, log }: SsoContext,
): SingleSignOn {
  const redirectUri = publicUrl + callbackPath;
  const signer = createSigner(secrets, 'single-sign-on');
  const provider = memoizeSuccess(() => discover(settings));
  const findProvider = () =>
    provider().catch((error: unknown) => {
      log.error({ message: 'The sign-in provider could not be discovered', failure: error });
      return providerUnavailable();
    });

  return {
    adminGroup: settings.adminGroup,
    lifetimeSeconds: stateLifetimeSeconds,

    async begin(next) {
      const found = await findProvider();
      if (found instanceof Problem) return found;
      const { library, client } = found;
      const verifier = library.randomPKCECodeVerifier();
      const [state, nonce] = [library.randomState(), library.randomNonce()];
      const url = library.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      const expiresAt = clock().getTime() + stateLifetimeSeconds * 1000;
      return { url: url.href, cookie: signState(signer, { state, nonce, verifier, next, expiresAt }) };
    },

    async finish(search, cookie) {
      const begun = verifyState(signer, cookie, clock());
      if (!begun) return notCompleted();
      const found = await findProvider();
      if (found instanceof Problem) return found;
      try {
        return { identity: await requestIdentity(found, new URL(redirectUri + search), begun), next: begun.next };
      } catch (error) {
        logFailure(log, error, found.library);
        return isRejectedSignIn(error, found.library) ? notCompleted() : providerUnavailable();
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: SingleSignOnSettings): Promise<Provider> {
  const library = await import('openid-client');
  // Only a provider on this machine may lack https; see config.ts.
  const execute = issuer.startsWith('http:') ? [library.allowInsecureRequests] : [];
  const options = { execute, timeout: timeoutSeconds };
  const client = await library.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  return { library, client };
}

/**
 * Exchanges the code for tokens and returns the identity in their claims. The library checks issuer, audience, times,
 * nonce and state; the TLS of the response stands for the signature (OpenID Connect Core, 3.1.3.7).
 */
async function requestIdentity(
  { library, client }: Provider,
  callback: URL,
  begun: { state: string; nonce: string; verifier: string },
): Promise<Identity> {
  const tokens = await library.authorizationCodeGrant(client, callback, {
    expectedState: begun.state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new TypeError('The provider has sent no ID token.');
  // Many providers give the email only in the UserInfo response.
  const more = claims.email === undefined ? await library.fetchUserInfo(client, tokens.access_token, claims.sub) : {};
  const allClaims: Record<string, unknown> = { ...more, ...claims };
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: textOf(allClaims.email),
    // Apple, and Amazon Cognito's UserInfo, write the boolean as text.
    isEmailVerified: allClaims.email_verified === true || allClaims.email_verified === 'true',
    name: textOf(allClaims.name) ?? textOf(allClaims.preferred_username),
    groups: Array.isArray(allClaims.groups) ? allClaims.groups.filter((group) => typeof group === 'string') : [],
  };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Logs the cause of a failed sign-in for operators; the person learns only that it failed. An error that came back
 * through the browser is an everyday matter (a person declines, or changes the address); the rest is wrong settings, an
 * outage or a defect.
 */
function logFailure(log: Log, error: unknown, library: typeof OpenidClient): void {
  const answer = error instanceof library.ResponseBodyError && { answer: error.error };
  const line = { message: 'A sign-in at the provider failed', ...answer, failure: error };
  if (error instanceof library.AuthorizationResponseError) log.info({ ...line, answer: error.error });
  else log.error(line);
}

/** True when the provider, or a check of the library, rejected the sign-in. */
function isRejectedSignIn(error: unknown, library: typeof OpenidClient): boolean {
  if (error instanceof library.AuthorizationResponseError || error instanceof library.ResponseBodyError) return true;
  return error instanceof library.ClientError && error.code !== 'OAUTH_TIMEOUT';
}

function notCompleted(): Problem {
  return new Problem('not-allowed', 'sso-not-completed');
}

function providerUnavailable(): Problem {
  return new Problem('unavailable', 'sso-unavailable', { retryAfterSeconds: 5 });
}

/** Returns a function that makes a value once; after a failure, its next call tries again. */
function memoizeSuccess<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let kept: Promise<Made> | undefined;
  return () => {
    kept ??= make().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
