import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { inWords } from '../support/problems-in-words.ts';
import { askOnce, readAll } from './asking.ts';
import { startUpstream } from './fake-upstream.ts';

/** Starts an upstream that redirects the given paths, and echoes the request for others. */
async function redirecting(redirects: Record<string, string>, status = 302) {
  const asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  const fake = await startUpstream((request, response) => {
    asked.push(request);
    const location = redirects[request.url ?? ''];
    if (location !== undefined) response.writeHead(status, { location }).end('moved');
    else response.end(request.url);
  });
  return { ...fake, asked };
}

describe('redirects of an upstream', () => {
  it.each([301, 302, 303, 307, 308])(
    'a redirect, %i within its origin, is followed with the same method and headers',
    async (status) => {
      const fake = await redirecting({ '/v1/thing': '../v2/other?x=1' }, status);
      for (const method of ['GET', 'HEAD'] as const) {
        const answer = await askOnce(fake.config({ headers: { authorization: 'Bearer ours' } }), '/thing', { method });
        expect(answer.status).toBe(200);
        expect((await readAll(answer.body)).toString()).toBe(method === 'GET' ? '/v2/other?x=1' : '');
        expect(fake.asked.at(-1)).toMatchObject({ method, headers: { authorization: 'Bearer ours' } });
      }
    },
  );

  it('a redirect, one after the other, is followed three times and not a fourth', async () => {
    const chain = { '/v1/a': '/b', '/b': '/c', '/c': '/d' };
    const short = await redirecting(chain);
    expect((await askOnce(short.config(), '/a')).status).toBe(200);
    const long = await redirecting({ ...chain, '/d': '/e' });
    await expect(askOnce(long.config(), '/a')).rejects.toMatchObject({ problem: { kind: 'upstream-failed' } });
    expect(long.asked.map(({ url }) => url)).toEqual(['/v1/a', '/b', '/c', '/d']);
  });

  it('a redirect, to itself, ends', async () => {
    const fake = await redirecting({ '/v1/a': '/v1/a' });
    await expect(askOnce(fake.config(), '/a')).rejects.toMatchObject({ problem: { kind: 'upstream-failed' } });
    expect(fake.asked).toHaveLength(4);
  });

  it('a redirect, to another origin, fails without a request there (attack 71)', async () => {
    const internal = await redirecting({});
    const other = new URL(internal.origin);
    const elsewhere = [
      internal.origin,
      `//${other.host}/x`,
      `http://127.1:${other.port}/`,
      `http://0x7f.1:${other.port}/`,
      `http://2130706433:${other.port}/`,
      `http://[::1]:${other.port}/`,
      `http://localhost.:${other.port}/`,
      'http://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'https:',
      'http://[',
      '/\\169.254.169.254/',
    ];
    for (const location of elsewhere) {
      const fake = await redirecting({ '/v1/a': location });
      const failure = await askOnce(fake.config(), '/a').catch((error: unknown) => error);
      expect(inWords(failure), location).toMatchObject({
        problem: { kind: 'upstream-failed', detail: expect.not.stringContaining('169.254') },
      });
    }
    expect(internal.asked).toEqual([]);
  });

  it('a redirect, with a user or to TLS on the same host, is another origin (attack 71)', async () => {
    const targets: Record<string, string> = {};
    const fake = await redirecting(targets);
    const { host } = new URL(fake.origin);
    for (const location of [`http://user:secret@${host}/`, `http://user@${host}/`, `https://${host}/`]) {
      targets['/v1/a'] = location;
      await expect(askOnce(fake.config(), '/a'), location).rejects.toMatchObject({
        problem: { kind: 'upstream-failed' },
      });
    }
  });

  it('a redirect, to a path that looks like a host, stays on the host (attack 71)', async () => {
    const fake = await startUpstream((request, response) => {
      if (request.url === '/v1/a')
        response.writeHead(302, { location: `http://${request.headers.host}//evil.example/x` }).end();
      else if (request.url === '//evil.example/x') response.writeHead(302, { location: 'y' }).end();
      else response.end(request.url);
    });
    const answer = await askOnce(fake.config(), '/a');
    expect((await readAll(answer.body)).toString()).toBe('//evil.example/y');
  });

  it('a redirect, without a place, is passed on as a response', async () => {
    const fake = await startUpstream((_request, response) => response.writeHead(302).end('nowhere'));
    const answer = await askOnce(fake.config());
    expect([answer.status, (await readAll(answer.body)).toString()]).toEqual([302, 'nowhere']);
  });

  it('a redirect, a slow one, counts towards the time of the upstream', async () => {
    const fake = await startUpstream((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 100);
    });
    await expect(askOnce(fake.config({ timeoutMs: 250 }))).rejects.toMatchObject({
      problem: { kind: 'upstream-slow' },
    });
  });
});
