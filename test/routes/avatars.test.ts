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
  it('is a redirect to the picture from the latest avatar form, shown inline', async () => {
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

  it('follows for an image as a browser asks for one', async () => {
    const { client } = await testApp.signUp();
    await submitAvatar(client);
    expect((await client.get('/avatar.png', { accept: 'image/avif,image/webp,image/png,*/*;q=0.8' })).status).toBe(302);
    expect((await client.send('HEAD', '/avatar.png')).status).toBe(302);
  });

  it('is 404 for who has none, 401 for strangers', async () => {
    const { client } = await testApp.signUp();
    expect((await client.get('/avatar.png')).status).toBe(404);
    expect((await testApp.client().get('/avatar.png')).status).toBe(401);
  });
});

describe('GET /users/{id}/avatar', () => {
  it('shows everybody who is signed in the picture of anybody, and me mine', async () => {
    const [shown, viewer] = [await testApp.signUp(), await testApp.signUp()];
    await submitAvatar(shown.client);
    expect((await viewer.client.get(`/users/${shown.user.id}/avatar`)).status).toBe(302);
    expect((await shown.client.get('/users/me/avatar')).status).toBe(302);
    expect((await viewer.client.get('/users/me/avatar')).status).toBe(404);
    expect((await testApp.client().get(`/users/${shown.user.id}/avatar`)).status).toBe(401);
  });

  it.each(['nobody-at-all', '..%2Fx', '%00', 'x'])('attack 65: answers 404 for the user %s', async (id) => {
    const { client } = await testApp.signUp();
    expect((await client.get(`/users/${id}/avatar`)).status).toBe(404);
  });
});
