import { globSync, readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInLimits } from '../../src/accounts/sessions/sign-in-limit.ts';
import type { AppEnv } from '../../src/http/app-env.ts';
import type { ProxySettings } from '../../src/http/proxy-settings.ts';
import { clientAddress } from '../../src/middleware/client-address.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { beginWindow } from '../support/users.ts';

const secret = 'of-the-cdn'.repeat(4);
const nextSecret = 'to-come'.repeat(6);
const behind = (header: string): ProxySettings => ({ clientAddress: { header, secrets: [nextSecret, secret] } });

/** Returns the address that the app takes for the client's. */
async function addressOf(
  proxy: ProxySettings | undefined,
  headers: Record<string, string>,
  peer: string | undefined = '198.51.100.1',
): Promise<unknown> {
  const app = new Hono<AppEnv>();
  app.use(clientAddress(proxy ? { proxy } : {}));
  app.get('/', (c) => c.json({ address: c.get('clientAddress') ?? null }));
  const response = await app.request('/', { headers }, peer === undefined ? {} : { clientAddress: peer });
  return (await response.json()).address;
}

describe('clientAddress, without a proxy in front', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
    ['10.1.22.195:32554', '10.1.22.195'],
    ['', null],
    [undefined, null],
  ])('clientAddress without a proxy, a connection from %s, gives %s', async (peer, address) => {
    const app = () => addressOf(undefined, { 'x-forwarded-for': '203.0.113.9', 'x-origin-verify': secret }, peer ?? '');
    expect(await app()).toBe(address);
  });
});

describe('clientAddress, with a proxy in front', () => {
  const viewer = 'cloudfront-viewer-address';
  const given = { [viewer]: '203.0.113.9:46532' };

  it('clientAddress behind a proxy, without settings, gives none', async () => {
    expect(await addressOf({}, { ...given, 'x-origin-verify': secret })).toBeNull();
  });

  it.each([
    ['no secret', {}],
    ['an empty secret', { 'x-origin-verify': '' }],
    ['a wrong secret', { 'x-origin-verify': secret.toUpperCase() }],
    ['half of the secret', { 'x-origin-verify': secret.slice(1) }],
    ['the secret and another', { 'x-origin-verify': `${secret}, ${secret}` }],
  ])('clientAddress behind a proxy, with %s, gives none (attack 91)', async (_what, headers) => {
    expect(await addressOf(behind(viewer), { ...given, ...headers })).toBeNull();
  });

  it('clientAddress behind a proxy, any of the secrets, gives the address of the header', async () => {
    for (const known of [secret, nextSecret])
      expect(await addressOf(behind(viewer), { ...given, 'x-origin-verify': known })).toBe('203.0.113.9');
  });

  it('clientAddress behind a proxy, another header than configured, gives none', async () => {
    expect(await addressOf(behind('x-real-ip'), { ...given, 'x-origin-verify': secret })).toBeNull();
  });

  it.each([
    [viewer, '203.0.113.9:46532', '203.0.113.9'],
    [viewer, '2001:db8:1:2:3:4:5:6:46532', '2001:db8:1:2:3:4:5:6'],
    [viewer, '2001:db8::9:443', '2001:db8::9'],
    [viewer, '[2001:db8::9]:443', '2001:db8::9'],
    [viewer, '203.0.113.9:46532, 203.0.113.8:1', null],
    [viewer, 'unknown', null],
    ['x-real-ip', '203.0.113.9', '203.0.113.9'],
    ['x-real-ip', ' 2001:db8::9 ', '2001:db8::9'],
    ['x-real-ip', '203.0.113.9:8080', '203.0.113.9'],
    ['x-real-ip', '[2001:db8::9]', '2001:db8::9'],
    ['x-real-ip', '203.0.113.9, 203.0.113.8', null],
    ['x-real-ip', '203.0.113', null],
    ['x-real-ip', '1'.repeat(9000), null],
    // After the client's own text, the proxy adds the client, and API Gateway the proxy.
    ['x-forwarded-for', '203.0.113.9', '203.0.113.9'],
    ['x-forwarded-for', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['x-forwarded-for', '10.0.0.1, 203.0.113.9, 198.51.100.1', '203.0.113.9'],
    ['x-forwarded-for', '203.0.113.9,2001:db8::9', '2001:db8::9'],
    ['x-forwarded-for', '203.0.113.9, unknown', null],
    ['x-forwarded-for', '', null],
  ])('clientAddress behind a proxy, %s: %s, gives %s', async (header, value, address) => {
    expect(await addressOf(behind(header), { [header]: value, 'x-origin-verify': secret })).toBe(address);
  });
});

describe('limits by network, behind a CDN', () => {
  let testApp: TestApp;
  const start = async (proxy: ProxySettings) => {
    testApp = await startTestApp({ replace: () => ({ proxy }) });
    await beginWindow(testApp, signInLimits.windowSeconds);
  };
  afterAll(() => testApp.close());

  /** Fails to sign in to as many accounts, and returns the last status. */
  const fail = async (count: number, headers: Record<string, string> = {}) => {
    const statuses: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const json = { email: `unknown${at}@example.com`, password: 'wrong' };
      statuses.push((await testApp.client().post('/session', { json, headers })).status);
    }
    return statuses.at(-1);
  };
  const tooMany = signInLimits.failuresPerAddress + 1;

  describe('of an unknown header', () => {
    beforeAll(() => start({}));

    it('POST /session, no known header, 51 wrong passwords of others, still signs in (attack 111)', async () => {
      const { user, password } = await testApp.signUp();
      expect(await fail(tooMany)).toBe(401);
      await testApp.client().signIn(user.email, password);
    });

    it('POST /session, no known header, 11 wrong passwords for one account, answers 429', async () => {
      const json = { email: 'one@example.com', password: 'wrong' };
      const statuses: number[] = [];
      for (let at = 0; at <= signInLimits.failuresPerAccount; at += 1)
        statuses.push((await testApp.client().post('/session', { json })).status);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  describe('of a trusted header', () => {
    beforeAll(() => start(behind('x-real-ip')));
    const from = (address: string) => ({ 'x-real-ip': address, 'x-origin-verify': secret });

    it('POST /session, a trusted header, 51 wrong passwords, 429 for that network only (attack 111)', async () => {
      expect(await fail(tooMany, from('2001:db8::1'))).toBe(429);
      expect(await fail(1, from('2001:db8::2'))).toBe(429);
      expect(await fail(1, from('2001:db8:0:1::1'))).toBe(401);
      expect(await fail(1, { 'x-real-ip': '2001:db8::1' })).toBe(401);
    });

    it('GET /sessions, a trusted header, shows the address of the client', async () => {
      const { client, user, password } = await testApp.signUp();
      await client.post('/session', { json: { email: user.email, password }, headers: from('203.0.113.77') });
      const { items } = await (await client.get('/sessions')).json();
      expect(items.map(({ address }: { address: string }) => address)).toContain('203.0.113.77');
    });
  });
});

it('the entry’s client address, the whole source, only the middleware reads it', () => {
  const readers = globSync('src/**/*.{ts,tsx}').filter((path) =>
    /env\??\.clientAddress/.test(readFileSync(path, 'utf8')),
  );
  expect(readers).toEqual(['src/middleware/client-address.ts']);
});
