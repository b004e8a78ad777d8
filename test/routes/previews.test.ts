import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { pngOf } from '../support/sample-files.ts';
import { avatarPicture, fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const picture = { ...avatarPicture, form: 'documents', field: 'files', bytes: pngOf(64, 64) };

let site: TestApp;
let client: Client;
beforeAll(async () => {
  site = await startTestApp();
  client = (await site.signUp()).client;
});
afterAll(() => site.close());

async function withPreview(id: string): Promise<string> {
  const upload = await site.dependencies.records.uploads.find(id);
  if (upload) await site.dependencies.records.uploads.keepPreview(upload, { width: 512, height: 384 });
  return id;
}

describe('GET /files/{id}/preview', () => {
  it('GET /files/{id}/preview, a picture, leads to the object of its size, the same address for a while', async () => {
    const id = await withPreview(fileIdOf(await submitDocument(client, picture)));
    const addressOf = async (query = '') => (await client.get(`/files/${id}/preview${query}`)).headers.get('Location');
    const first = await addressOf();
    expect(new URL(first ?? '').pathname).toMatch(new RegExp(`/previews/${id}/512\\.webp$`));
    expect(new URL((await addressOf('?size=96')) ?? '').pathname).toMatch(/\/96\.webp$/);
    site.advanceSeconds(301);
    expect(await addressOf()).not.toBe(first);
  });

  it('GET /files/{id}/preview, a file without one, answers 404, and its page says so for a kind that has none', async () => {
    const submission = await submitDocument(client, picture);
    const id = fileIdOf(submission);
    expect((await client.get(`/files/${id}/preview`)).status).toBe(404);
    const upload = await site.dependencies.records.uploads.find(id);
    if (upload) await site.dependencies.records.uploads.keepPreview(upload, 'none');
    expect((await client.get(`/files/${id}/preview`)).status).toBe(404);
    const page = await (await client.get(`/submissions/${submission.id}`, { accept: 'text/html' })).text();
    expect(page).toContain('No preview of this picture.');
  });

  it('GET /avatar.png, a picture with a preview, leads to the one of 96 pixels', async () => {
    const id = await withPreview(fileIdOf(await submitAvatar(client)));
    const location = (await client.get(`/avatar.png?picture=${id}`)).headers.get('Location') ?? '';
    expect(new URL(location).pathname).toMatch(new RegExp(`/previews/${id}/96\\.webp$`));
  });

  it('GET /users/{id}/avatar, as JSON by another user, names the preview and not the photo (attack 204)', async () => {
    const { client: shown, user } = await site.signUp();
    const id = await withPreview(fileIdOf(await submitAvatar(shown)));
    for (const headers of [{}, { accept: 'image/*' }, { accept: 'application/json' }]) {
      const response = await client.get(`/users/${user.id}/avatar`, headers);
      const address = response.headers.get('Location') ?? (await response.json()).url;
      expect(new URL(address).pathname).toMatch(new RegExp(`/previews/${id}/96\\.webp$`));
    }
  });
});

describe('GET /forms/{form}/submissions', () => {
  it('GET /forms/{form}/submissions, as JSON, names files without their pictures', async () => {
    await submitDocument(client, picture);
    const webp = { 512: 'AAAA', 96: 'AAAA' };
    const makePictures = async () => ({ mini: 'AAAA', width: 1, height: 1, webp });
    await runAll({ ...site, dependencies: Object.assign(site.dependencies, { makePictures }) });
    const { client: admin } = await site.signUp({ role: 'admin' });
    const page = await (await admin.get('/forms/documents/submissions', { accept: 'text/html' })).text();
    expect(page).toContain('data:image/webp;base64,AAAA');
    const { items } = await (await admin.get('/forms/documents/submissions')).json();
    expect(items[0].files.first[0]).toEqual({
      id: expect.any(String),
      filename: 'me.png',
      contentType: 'image/png',
      size: picture.bytes.length,
    });
  });
});

describe('addresses that stay', () => {
  it('presignDownload, at any moment, is valid for 150 to 300 seconds more and the same within a window', async () => {
    const credentials = { accessKeyId: 'k', secretAccessKey: 's' };
    const settings = { bucketName: 'my-files', region: 'eu-central-1', s3Endpoint: undefined, credentials };
    const terms = { method: 'GET', contentDisposition: 'inline', contentType: 'image/webp', isStable: true } as const;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), async (second) => {
        const signedAt = async (ms: number) =>
          createBucket(createBucketClient(settings), () => new Date(ms)).presignDownload('previews/a/512.webp', terms);
        const { url, expiresAt } = await signedAt(second * 1000);
        const left = expiresAt.getTime() / 1000 - second;
        expect(left).toBeGreaterThan(150);
        expect(left).toBeLessThanOrEqual(300);
        const windowEnd = expiresAt.getTime() - 150_000;
        expect((await signedAt(windowEnd - 1)).url).toBe(url);
        expect((await signedAt(windowEnd)).url).not.toBe(url);
      }),
      { numRuns: 25 },
    );
  });
});
