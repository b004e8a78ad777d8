import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';

/** A person as the provider knows them. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  /** Some providers write it as text. */
  readonly email_verified?: boolean | 'true' | 'false';
  readonly name?: string;
  readonly groups?: readonly string[];
}

export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The person at the screen; without one the sign-in is declined. */
  person: Person | undefined;
  /**
   * Goes through the provider's pages as a browser would, and resolves with the address at the app to which it is sent
   * back.
   */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on this machine. */
export async function startSignInProvider(redirectUri: string): Promise<SignInProvider> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was found.');
  const issuer = `http://localhost:${address.port}`;
  const [clientId, clientSecret] = ['sluice', 'a-secret-that-only-both-know-of'];
  const people = new Map<string, Person>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/screen/${interaction.uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ ...people.get(accountId), sub: accountId }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const started: SignInProvider = {
    issuer,
    clientId,
    clientSecret,
    person: undefined,
    visit: (url) => visit(url, issuer),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/screen/')) return answer(request, response);
    const { person } = started;
    if (person) people.set(person.sub, person);
    const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result);
  });
  return started;
}

async function visit(start: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  while (url.origin === issuer) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('Location');
    if (location === null) throw new Error(`The provider shows a page: ${response.status} ${await response.text()}`);
    url = new URL(location, url);
  }
  return url;
}
