import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { pngOf } from '../support/sample-files.ts';
import { avatarPicture, fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('GET /avatar.png', () => {
  it('GET /avatar.png, with a picture, redirects to that of the latest avatar form, shown inline', async () => {
    const { client } = await testApp.signUp();
    await submitAvatar(client);
    const newer = { ...avatarPicture, bytes: pngOf(65, 65) };
    await submitAvatar(client, newer);
    const response = await client.get('/avatar.png');
    expect(response.status).toBe(302);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const picture = await fetch(response.headers.get('Location') ?? '');
    expect(picture.headers.get('Content-Disposition')).toMatch(/^inline;/);
    expect(picture.headers.get('Content-Type')).toBe('image/png');
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(newer.bytes);
  });

  it('GET /avatar.png, from an <img> of a browser, redirects to the picture', async () => {
    const { client } = await testApp.signUp();
    await submitAvatar(client);
    expect((await client.get('/avatar.png', { accept: 'image/avif,image/webp,image/png,*/*;q=0.8' })).status).toBe(302);
    expect((await client.send('HEAD', '/avatar.png')).status).toBe(302);
  });

  it('GET /avatar.png, without a picture 404, without a session 401', async () => {
    const { client } = await testApp.signUp();
    expect((await client.get('/avatar.png')).status).toBe(404);
    expect((await testApp.client().get('/avatar.png')).status).toBe(401);
  });
});

describe('a picture in which malware is found', () => {
  it('GET /, /users/me and /forms/avatar, malware found in the picture, show the first letter of the name', async () => {
    const { client, user } = await testApp.signUp({ username: 'zoe' });
    const id = fileIdOf(await submitAvatar(client));
    const paths = ['/', '/users/me', '/forms/avatar'];
    for (const path of paths) expect(await htmlOf(client, path)).toContain(`picture=${id}`);
    await find(id);
    expect((await client.get('/avatar.png')).status).toBe(404);
    for (const path of paths) {
      const html = await htmlOf(client, path);
      expect(html).not.toContain('/avatar.png');
      expect(html).toMatch(/class="portrait"[^>]*>Z</);
    }
    expect((await testApp.dependencies.records.users.find(user.id))?.avatarId).toBeUndefined();
  });

  it('GET /users/me, malware found in an earlier picture, shows the present one', async () => {
    const { client } = await testApp.signUp();
    const earlier = fileIdOf(await submitAvatar(client));
    const present = fileIdOf(await submitAvatar(client, { ...avatarPicture, bytes: pngOf(65, 65) }));
    await find(earlier);
    expect(await htmlOf(client, '/users/me')).toContain(`picture=${present}`);
  });

  const htmlOf = async (client: Client, path: string) => (await client.get(path, { accept: 'text/html' })).text();

  /** Brings the verdict that a picture is malware, and runs the jobs after it. */
  async function find(id: string): Promise<void> {
    const { dependencies } = testApp;
    const { key = '' } = (await dependencies.records.uploads.find(id)) ?? {};
    const verdict = { state: 'infected', signature: 'Test.Signature' } as const;
    await takeVerdict(dependencies, { key, verdict, scanner: 'clamd', at: dependencies.clock().toISOString() });
    await runAll(testApp);
  }
});

describe('GET /avatar.png?picture=', () => {
  it('GET /avatar.png?picture=, the latest picture, may be kept by this client until shortly before it expires', async () => {
    const { client } = await testApp.signUp();
    const id = fileIdOf(await submitAvatar(client));
    const response = await client.get(`/avatar.png?picture=${id}`);
    expect(response.status).toBe(302);
    const [, kept] = /^private, max-age=(\d+)$/.exec(response.headers.get('Cache-Control') ?? '') ?? [];
    expect(Number(kept)).toBeGreaterThanOrEqual(139);
    expect(Number(kept)).toBeLessThanOrEqual(290);
    expect(response.headers.get('Vary')).toBe('Accept, Cookie, Authorization');
    const picture = await fetch(response.headers.get('Location') ?? '');
    expect([picture.status, picture.headers.get('Cache-Control')]).toEqual([200, 'private, max-age=300, immutable']);
  });

  it('GET /avatar.png?picture=, an earlier or unknown picture, leads to the latest one, which is not kept', async () => {
    const { client } = await testApp.signUp();
    const earlier = fileIdOf(await submitAvatar(client));
    await submitAvatar(client, { ...avatarPicture, bytes: pngOf(65, 65) });
    for (const picture of [earlier, 'unknown', '']) {
      const response = await client.get(`/avatar.png?picture=${picture}`);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([302, 'private, no-store']);
    }
  });

  it('GET /avatar.png?picture=, another user or no session, is no way to a picture (attack 65)', async () => {
    const [shown, viewer] = [await testApp.signUp(), await testApp.signUp()];
    const id = fileIdOf(await submitAvatar(shown.client));
    for (const [client, status] of [[viewer.client, 404] as const, [testApp.client(), 401] as const]) {
      const response = await client.get(`/avatar.png?picture=${id}`);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([status, 'private, no-store']);
    }
  });

  it('GET /avatar.png?picture=, as JSON, names an address that no cache keeps', async () => {
    const { client } = await testApp.signUp();
    const id = fileIdOf(await submitAvatar(client));
    const response = await client.get(`/avatar.png?picture=${id}`, { accept: 'application/json' });
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
  });
});

describe('the picture on pages', () => {
  const headerPicture = async (client: Client, path: string) => {
    const page = await (await client.getPage(path)).text();
    return /<span class="portrait"[^>]*>(.*?)<\/span>/s.exec(page)?.[1];
  };

  it('GET of any page, a user with a picture, shows that of the latest avatar form beside the name', async () => {
    const { client } = await testApp.signUp({ username: 'Ada' });
    expect(await headerPicture(client, '/forms/documents')).toBe('A');
    await submitAvatar(client);
    const id = fileIdOf(await submitAvatar(client, { ...avatarPicture, bytes: pngOf(65, 65) }));
    for (const path of ['/', '/forms/documents', '/users/me', '/submissions', '/docs', '/missing'])
      expect(await headerPicture(client, path)).toContain(`<img src="/avatar.png?picture=${id}" alt=""`);
  });

  it('POST /forms/documents, a file of another form, changes no picture', async () => {
    const { client } = await testApp.signUp({ username: 'Ada' });
    await submitDocument(client);
    expect(await headerPicture(client, '/')).toBe('A');
  });

  it('GET /users/me, a user with a picture, names none of its fields in JSON', async () => {
    const { client } = await testApp.signUp();
    await submitAvatar(client);
    expect(Object.keys(await (await client.get('/users/me')).json())).toEqual([
      'id',
      'email',
      'username',
      'role',
      'is_active',
    ]);
  });
});

describe('GET /users/{id}/avatar', () => {
  it('GET /users/{id}/avatar, signed in, redirects to the picture of that user, "me" to one\'s own', async () => {
    const [shown, viewer] = [await testApp.signUp(), await testApp.signUp()];
    await submitAvatar(shown.client);
    expect((await viewer.client.get(`/users/${shown.user.id}/avatar`)).status).toBe(302);
    expect((await shown.client.get('/users/me/avatar')).status).toBe(302);
    expect((await viewer.client.get('/users/me/avatar')).status).toBe(404);
    expect((await testApp.client().get(`/users/${shown.user.id}/avatar`)).status).toBe(401);
  });

  it.each(['no-such-user', '..%2Fx', '%00', 'x'])(
    'GET /users/%s/avatar, of no user, answers 404 (attack 65)',
    async (id) => {
      const { client } = await testApp.signUp();
      expect((await client.get(`/users/${id}/avatar`)).status).toBe(404);
    },
  );
});
