import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presignFile } from '../../src/files/download.ts';
import { openFile } from '../../src/files/opened-file.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { bytes, sampleFiles } from '../support/sample-files.ts';
import { fileIdOf, postDocuments, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type FileToSend, helloText, sha256, start, upload } from '../support/uploading.ts';
import { signUpUsers } from '../support/users.ts';
import { openStep, postFile, uploadIdIn } from './posting-files.ts';

let testApp: TestApp;
let client: (who: string) => Client;
const things: Record<string, string> = {};

beforeAll(async () => {
  testApp = await startTestApp();
  const users = await signUpUsers(testApp);
  const { submitter, colleague } = users;
  client = users.client;
  const removed = await upload(submitter.client, helloText);
  await submitter.client.send('DELETE', `/uploads/${removed}`);
  Object.assign(things, {
    document: fileIdOf(await submitDocument(submitter.client)),
    avatar: fileIdOf(await submitAvatar(submitter.client)),
    "colleague's document": fileIdOf(await submitDocument(colleague.client)),
    'pending upload': (await start(submitter.client, helloText)).id,
    'complete upload': await upload(submitter.client, helloText),
    'removed upload': removed,
    'made-up id': newId(),
    "user's id": submitter.user.id,
  });
});
afterAll(() => testApp.close());

const path = (what: string) => `/files/${things[what]}`;

/** The client, the file, and the status. */
const matrix: readonly [who: string, what: string, status: number][] = [
  ['submitter', 'document', 302],
  ['submitter', 'avatar', 302],
  ['submitter', "colleague's document", 404],
  ['submitter', 'pending upload', 404],
  ['submitter', 'complete upload', 404],
  ['submitter', 'removed upload', 404],
  ['submitter', 'made-up id', 404],
  ['submitter', "user's id", 404],
  ['colleague', 'document', 404],
  ['colleague', 'avatar', 404],
  ['colleague', "colleague's document", 302],
  ['colleague', 'pending upload', 404],
  ['colleague', 'complete upload', 404],
  ['admin', 'document', 302],
  ['admin', 'avatar', 302],
  ['admin', "colleague's document", 302],
  ['admin', 'pending upload', 404],
  ['admin', 'complete upload', 404],
  ['admin', 'removed upload', 404],
  ['admin', 'made-up id', 404],
  ['stranger', 'document', 401],
  ['stranger', 'pending upload', 401],
  ['stranger', 'made-up id', 401],
];

async function download(file: FileToSend, query = ''): Promise<{ redirect: Response; content: Response }> {
  const submission = await submitDocument(client('submitter'), file);
  const redirect = await client('submitter').get(`/files/${fileIdOf(submission)}${query}`);
  return { redirect, content: await fetch(redirect.headers.get('Location') ?? '') };
}

const umlauts = 'Größe;Preis\r\n';

/** Texts by the charset in the bucket's response. */
const textsByCharset: readonly (readonly [content: Uint8Array<ArrayBuffer>, contentType: string])[] = [
  [bytes(umlauts), 'text/plain; charset=utf-8'],
  [bytes(Buffer.from(`\ufeff${umlauts}`, 'utf16le')), 'text/plain; charset=utf-16le'],
  [bytes(Buffer.from(umlauts, 'latin1')), 'text/plain'],
];

describe('GET /files/{id}', () => {
  it.each(matrix)('GET /files/{id}, the %s asks for the %s, answers %d (attack 56)', async (who, what, status) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await client(who).send(method, path(what));
      expect(response.status).toBe(status);
      expect(response.headers.get('Location')?.includes('X-Amz-Signature') ?? false).toBe(status === 302);
      if (method === 'GET' && status !== 302) expect(await response.text()).not.toContain('X-Amz');
    }
  });

  it('GET /files/{id}, of another user and of no file, answers the same (attack 56)', async () => {
    const answerTo = async (what: string) => {
      const { requestId: _its, ...problem } = await (await client('colleague').get(path(what))).json();
      return problem;
    };
    expect(await answerTo('document')).toEqual(await answerTo('made-up id'));
  });

  it('GET /files/{id}, followed, brings the bytes back as they were sent, under their name', async () => {
    const file = {
      filename: 'Grüße.txt',
      contentType: 'text/plain',
      bytes: bytes('Gr', 0xc3, 0xbc, 0xff, 0xfe, '\r\n'),
    };
    const { content } = await download(file);
    expect(new Uint8Array(await content.arrayBuffer())).toEqual(file.bytes);
    expect(content.headers.get('Content-Disposition')).toBe(
      `attachment; filename="Gru_e.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt`,
    );
    expect(content.headers.get('Cache-Control')).toBe('private, no-store');
  });

  it('GET /files/{id}, its redirect, is not cached, sends no referrer and sets no cookie (attack 58)', async () => {
    for (const name of ['document', 'avatar']) {
      const { headers } = await client('submitter').get(path(name));
      expect(headers.get('Cache-Control')).toBe('private, no-store');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.getSetCookie()).toEqual([]);
      const url = new URL(headers.get('Location') ?? '');
      expect(url.origin).toBe(testApp.config.s3Endpoint);
      expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    }
  });

  it.each(['a"; filename="evil.html', 'a\r\nSet-Cookie: x=1', '100%;.txt', '日本.txt', "it's.txt"])(
    'GET /files/{id}, the name %j, becomes one header of the response, an attachment (attack 60)',
    async (filename) => {
      const { redirect, content } = await download({ ...helloText, filename });
      expect(redirect.headers.getSetCookie()).toEqual([]);
      expect(content.status).toBe(200);
      expect(content.headers.get('Set-Cookie')).toBeNull();
      expect(content.headers.get('Content-Disposition')).toMatch(
        /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w.%!~-]+$/,
      );
    },
  );

  it.each([
    ['application/pdf', 'inline'],
    ['image/png', 'inline'],
    ['text/plain', 'inline'],
    ['video/mp4', 'inline'],
    ['text/csv', 'attachment'],
    ['application/json', 'attachment'],
    ['application/zip', 'attachment'],
    ['text/markdown', 'attachment'],
  ])('GET /files/{id}?disposition=inline, of %s, is served as %s (attack 60)', async (contentType, disposition) => {
    const { content } = await download(
      { filename: 'x', contentType, bytes: sampleFiles[contentType] ?? bytes() },
      '?disposition=inline',
    );
    expect(content.headers.get('Content-Disposition')).toMatch(new RegExp(`^${disposition};`));
    expect(content.headers.get('Content-Type')).toBe(
      contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType,
    );
  });

  it.each(textsByCharset)(
    'GET /files/{id}, of a text, names the charset that the text has, or none',
    async (content, contentType) => {
      const sent = await download({ ...helloText, bytes: content }, '?disposition=inline');
      expect(sent.content.headers.get('Content-Type')).toBe(contentType);

      const step = await openStep(client('submitter'));
      const posted = await client('submitter').getPage(await postFile(step, content));
      const submission = await (await postDocuments(client('submitter'), { files: [uploadIdIn(posted)] })).json();
      const redirect = await client('submitter').get(`/files/${fileIdOf(submission)}`);
      const answer = await fetch(redirect.headers.get('Location') ?? '');
      expect(answer.headers.get('Content-Type')).toBe(contentType);
    },
  );

  it('GET /files/{id}, of a text recorded without a charset, is served as UTF-8', async () => {
    const { files } = await submitDocument(client('submitter'));
    const upload = await testApp.dependencies.records.uploads.find(Object.values(files).flat()[0]?.id ?? '');
    const { id = '', key = '', filename = '', contentType = '', size = 0 } = upload ?? {};
    const facts = { id, key, filename, contentType, size, sha256: null, crc32: null };
    const older = openFile(facts, { isOpen: true });
    const { url = '' } = (older && (await presignFile(testApp.dependencies.bucket, older, 'inline', 'GET'))) ?? {};
    expect(new URL(url).searchParams.get('response-content-type')).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['attachment', 'attachment'],
    ['INLINE', 'attachment'],
    ['inline;x', 'attachment'],
    ['', 'attachment'],
    ['inline&disposition=attachment', 'inline'],
  ])(
    'GET /files/{id}?disposition=%s, any value, serves what the first one says (attack 60)',
    async (wanted, expected) => {
      const { headers } = await client('submitter').get(`${path('document')}?disposition=${wanted}`);
      const disposition = new URL(headers.get('Location') ?? '').searchParams.get('response-content-disposition');
      expect(disposition).toMatch(new RegExp(`^${expected};`));
    },
  );

  it('GET /files/{id}, with any Range or condition, redirects and sends no byte (attack 61)', async () => {
    for (const headers of [
      { range: `bytes=${Array.from({ length: 1000 }, (_, place) => `${place}-${place}`).join(',')}` },
      { range: 'bytes=-1' },
      { 'if-none-match': '*' },
      { 'if-range': '"x"', range: 'bytes=0-0' },
      { 'if-modified-since': new Date().toUTCString() },
    ]) {
      const response = await client('submitter').get(path('document'), headers);
      expect(response.status).toBe(302);
      expect(await response.text()).toBe('');
    }
  });

  it('HEAD /files/{id}, of a file, redirects to an address signed for HEAD only (attack 61)', async () => {
    const { headers } = await client('submitter').send('HEAD', path('document'));
    const url = headers.get('Location') ?? '';
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('Content-Length')).toBe('14');
    expect((await fetch(url)).status).toBe(403);
  });

  it('GET /files/{id}, of a file, leaves no signature in the log (attack 63)', async () => {
    await client('submitter').get(path('document'));
    await client('submitter').get(`${path('document')}?X-Amz-Signature=abc`);
    const log = JSON.stringify(testApp.logLines);
    expect(log).toContain('/files/:id');
    expect(log).not.toMatch(/X-Amz|Signature|hello\.txt|sluice=/);
  });

  it('GET /files/{id}, asked for JSON, gives a script the address (attack 64)', async () => {
    const response = await client('submitter').get(path('document'), { accept: 'application/json' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Vary')).toContain('Accept');
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const answer = await response.json();
    expect(answer).toMatchObject({
      filename: 'hello.txt',
      contentType: 'text/plain',
      size: 14,
      expiresAt: expect.stringMatching(/Z$/),
    });
    expect(sha256(new Uint8Array(await (await fetch(answer.url)).arrayBuffer()))).toBe(sha256(helloText.bytes));
    expect((await client('colleague').get(path('document'), { accept: 'application/json' })).status).toBe(404);
  });

  it('GET /files/{id}, its signed address after it ran out, opens nothing (attack 61)', async () => {
    const url = (await client('submitter').get(path('document'))).headers.get('Location') ?? '';
    testApp.advanceSeconds(301);
    expect((await fetch(url)).status).toBe(403);
  });

  it.each([
    '/files/..%2F..%2Fetc',
    '/files/x%00y',
    '/files/a%2Fb',
    '/files/aaaaaaaa%3Fx',
    '/files/aaaaaaaa%23',
    '/files/',
    '/files/%E0%A4%A',
    '/files/x/y',
    `/files/${'a'.repeat(3000)}`,
  ])('GET %s, of no file, answers 404 (attack 65)', async (odd) => {
    expect((await client('submitter').get(odd)).status).toBe(404);
  });

  it('GET /files/{id}, in a browser, shows a page for 404 and redirects to sign-in for 401', async () => {
    const missing = await client('submitter').getPage(path('made-up id'));
    expect(missing.status).toBe(404);
    expect(missing.headers.get('Content-Type')).toContain('text/html');
    const stranger = await client('stranger').getPage(path('document'));
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('Location')).toBe(`/session/new?next=${encodeURIComponent(path('document'))}`);
  });
});
