import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presignFile } from '../../src/files/download.ts';
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

/** Who asks for what, and what is answered. */
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

/** Texts by the charset that the bucket's answer names. */
const textsByCharset: readonly (readonly [content: Uint8Array<ArrayBuffer>, contentType: string])[] = [
  [bytes(umlauts), 'text/plain; charset=utf-8'],
  [bytes(Buffer.from(`\ufeff${umlauts}`, 'utf16le')), 'text/plain; charset=utf-16le'],
  [bytes(Buffer.from(umlauts, 'latin1')), 'text/plain'],
];

describe('GET /files/{id}', () => {
  it.each(matrix)('attack 56: the %s asks for the %s and gets %d', async (who, what, status) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await client(who).send(method, path(what));
      expect(response.status).toBe(status);
      expect(response.headers.get('Location')?.includes('X-Amz-Signature') ?? false).toBe(status === 302);
      if (method === 'GET' && status !== 302) expect(await response.text()).not.toContain('X-Amz');
    }
  });

  it('attack 56: tells nobody whether there is something', async () => {
    const answerTo = async (what: string) => {
      const { requestId: _its, ...problem } = await (await client('colleague').get(path(what))).json();
      return problem;
    };
    expect(await answerTo('document')).toEqual(await answerTo('made-up id'));
  });

  it('brings the bytes back as they were sent, under their name', async () => {
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

  it('attack 58: the redirect is kept by nobody, passed on to nobody, and sets nothing', async () => {
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
    'attack 60: %j becomes one header of the answer, an attachment',
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
  ])('attack 60: a %s that is asked for inline is %s', async (contentType, disposition) => {
    const { content } = await download(
      { filename: 'x', contentType, bytes: sampleFiles[contentType] ?? bytes() },
      '?disposition=inline',
    );
    expect(content.headers.get('Content-Disposition')).toMatch(new RegExp(`^${disposition};`));
    expect(content.headers.get('Content-Type')).toBe(
      contentType.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType,
    );
  });

  it.each(textsByCharset)('a text, its answer names the charset that it has or none', async (content, contentType) => {
    const sent = await download({ ...helloText, bytes: content }, '?disposition=inline');
    expect(sent.content.headers.get('Content-Type')).toBe(contentType);

    const step = await openStep(client('submitter'));
    const posted = await client('submitter').getPage(await postFile(step, content));
    const submission = await (await postDocuments(client('submitter'), { files: [uploadIdIn(posted)] })).json();
    const redirect = await client('submitter').get(`/files/${fileIdOf(submission)}`);
    const answer = await fetch(redirect.headers.get('Location') ?? '');
    expect(answer.headers.get('Content-Type')).toBe(contentType);
  });

  it('a text from before charsets were looked at, served as UTF-8', async () => {
    const { files } = await submitDocument(client('submitter'));
    const upload = await testApp.dependencies.records.uploads.find(Object.values(files).flat()[0]?.id ?? '');
    const { id = '', key = '', filename = '', contentType = '', size = 0 } = upload ?? {};
    const older = { id, key, filename, contentType, size, sha256: null, crc32: null };
    const { url } = await presignFile(testApp.dependencies.bucket, older, 'inline', 'GET');
    expect(new URL(url).searchParams.get('response-content-type')).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['attachment', 'attachment'],
    ['INLINE', 'attachment'],
    ['inline;x', 'attachment'],
    ['', 'attachment'],
    ['inline&disposition=attachment', 'inline'],
  ])('attack 60: disposition=%s saves what it does not know', async (wanted, expected) => {
    const { headers } = await client('submitter').get(`${path('document')}?disposition=${wanted}`);
    const disposition = new URL(headers.get('Location') ?? '').searchParams.get('response-content-disposition');
    expect(disposition).toMatch(new RegExp(`^${expected};`));
  });

  it('attack 61: any Range and any condition gets the redirect, and never a byte', async () => {
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

  it('attack 61: HEAD is redirected to an address that is signed for HEAD only', async () => {
    const { headers } = await client('submitter').send('HEAD', path('document'));
    const url = headers.get('Location') ?? '';
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('Content-Length')).toBe('14');
    expect((await fetch(url)).status).toBe(403);
  });

  it('attack 63: no signature comes into the log, whatever is asked', async () => {
    await client('submitter').get(path('document'));
    await client('submitter').get(`${path('document')}?X-Amz-Signature=abc`);
    const log = JSON.stringify(testApp.logLines);
    expect(log).toContain('/files/:id');
    expect(log).not.toMatch(/X-Amz|Signature|hello\.txt|sluice=/);
  });

  it('attack 64: gives a script the address as JSON, since it cannot follow a redirect with credentials', async () => {
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

  it('attack 61: a signed address that ran out opens nothing', async () => {
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
  ])('attack 65: answers 404 for %s', async (odd) => {
    expect((await client('submitter').get(odd)).status).toBe(404);
  });

  it('shows a browser a page for what is not there, and sign-in to a stranger', async () => {
    const missing = await client('submitter').getPage(path('made-up id'));
    expect(missing.status).toBe(404);
    expect(missing.headers.get('Content-Type')).toContain('text/html');
    const stranger = await client('stranger').getPage(path('document'));
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('Location')).toBe(`/session/new?next=${encodeURIComponent(path('document'))}`);
  });
});
