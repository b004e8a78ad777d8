import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pngOf } from '../support/sample-files.ts';
import { avatarPicture, submitAvatar } from '../support/submitting.ts';
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
