import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmfMetrics } from '../../src/telemetry/emf-metrics.ts';
import { createJsonLog } from '../../src/telemetry/json-log.ts';
import type { Log } from '../../src/telemetry/log.ts';
import { createReadableLog } from '../../src/telemetry/readable-log.ts';
import { failNext } from '../support/faults.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, sendTo, start } from '../support/uploading.ts';
import { capture, readLines } from './captured.ts';

const filename = 'Kündigung of Ms Hidden.txt';
const password = 'a password that no log has';
const sessionToken = 'IQoJb3JpZ2luX2VjEHoaCWV1LWNlbnRyYWw';
/** Where the app's logs go while a test runs. */
let log: Log;
let testApp: TestApp;

beforeAll(async () => {
  testApp = await startTestApp({
    replace: () => ({
      log: { info: (line) => log.info(line), error: (line) => log.error(line) },
      metrics: createEmfMetrics('sluice'),
    }),
  });
});
afterAll(() => testApp.close());

/** Makes an error of the SDK: the address in its message, the request attached. */
function sdkFaults(signedUrl: string): readonly Error[] {
  const meta = { $metadata: { httpStatusCode: 403, requestId: 'AWS-REQUEST-ID' }, $fault: 'client' as const };
  const refused = new S3ServiceException({
    name: 'SignatureDoesNotMatch',
    message: `GET ${signedUrl} failed`,
    ...meta,
  });
  Object.assign(refused, {
    StringToSign: signedUrl,
    $response: { headers: { 'set-cookie': 'sluice=cookie-of-an-answer', 'x-amz-security-token': sessionToken } },
  });
  const cancelled = new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: [{ Code: 'ValidationError', Item: { filename: { S: filename } } }],
  });
  const { pathname, search } = new URL(signedUrl);
  return [
    new Error('It failed.', { cause: refused }),
    new TypeError(`fetch failed for ${pathname}${search}`, { cause: new Error(`Cookie: sluice=cookie-of-an-answer`) }),
    new Error('x', { cause: `Authorization: Bearer slc_${'a'.repeat(38)} and X-Amz-Security-Token=${sessionToken}` }),
    cancelled,
  ];
}

/** Sends all requests of a person and a program, many failing. Returns the secrets. */
async function useTheWholeApp(): Promise<string[]> {
  const email = `hidden-${Math.random().toString(36).slice(2)}@example.com`;
  const { client } = await testApp.signUp({ email, password });
  const stranger = testApp.client();
  await stranger.post('/session', { json: { email, password: 'a wrong guess of a password' } });
  const page = { accept: 'text/html' };
  await stranger.post('/session', { form: { email, password: 'a wrong guess of a password' }, headers: page });

  const { token } = await (await client.post('/tokens', { json: { name: 'laptop of Ms Hidden' } })).json();
  await stranger.get('/users/me', { authorization: `Bearer ${token}` });
  await stranger.get('/users/me', { authorization: `Bearer ${token}x` });

  const file = { ...helloText, filename };
  const submission = await submitDocument(client, file);
  const download = await client.get(`/files/${fileIdOf(submission)}`);
  const signedUrl = download.headers.get('Location') ?? '';
  await client.getPage(`/submissions/${submission.id}`);
  await client.getPage('/forms/documents/files/upload');
  await client.get(`/files/${fileIdOf(submission)}${new URL(signedUrl).search}`);
  await client.get(`/nothing/${filename}?filename=${filename}&X-Amz-Signature=0123456789abcdef`);
  await client.post('/uploads', {
    json: { form: 'documents', field: 'files', filename, contentType: 'text/html', size: 1 },
  });

  for (const fault of sdkFaults(signedUrl)) {
    const { id, request } = await start(client, file);
    await sendTo(request, file.bytes);
    failNext(testApp.dependencies.bucket, 'head', { error: fault });
    await client.post(`/uploads/${id}/complete`);
    await client.send('DELETE', `/uploads/${id}`);
  }
  const { request } = await start(client, file);
  const signatures = [signedUrl, request.url].map((url) => new URL(url).searchParams.get('X-Amz-Signature') ?? '');
  const cookies = [...client.cookies.values()];
  return [
    ...[...signatures, ...cookies, token, password, email, filename, encodeURIComponent(filename), sessionToken],
    ...['a wrong guess', 'cookie-of-an-answer', '0123456789abcdef', 'laptop of Ms Hidden', 'X-Amz-Signature=0'],
    ...['K%C3%BCndigung', 'Ms Hidden', 'hello.txt', `slc_${'a'.repeat(38)}`],
  ];
}

describe.each([
  ['JSON', () => createJsonLog('TRACE', 'sluice')],
  ['readable', () => createReadableLog('TRACE')],
] as const)('the %s log of the whole app', (_kind, createLog) => {
  it('the log of a whole app, has no URL, cookie, token, address or file name (attacks 63 and 98)', async () => {
    let secrets: string[] = [];
    const printed = await capture(async () => {
      log = createLog();
      secrets = await useTheWholeApp();
    });
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5);
      expect(printed).not.toContain(secret);
    }
    expect(printed).not.toMatch(/X-Amz-(Signature|Credential|Security-Token)=[^…]/i);
    // The log was not empty either.
    for (const said of ['/files/:id', 'POST /uploads/:id/complete', 'SignatureDoesNotMatch', 'AWS-REQUEST-ID']) {
      expect(printed).toContain(said);
    }
  });
});

describe('the metrics of the whole app', () => {
  it('the metrics of a whole app, count uploads by form, field and reason, not by user or file', async () => {
    const printed = await capture(async () => {
      log = createJsonLog('SILENT', 'sluice');
      await useTheWholeApp();
    });
    const lines = readLines(printed);
    const counted = (name: string) => lines.filter((line) => name in line);
    expect(counted('UploadStarted')).toHaveLength(6);
    expect(counted('UploadStored')).toHaveLength(1);
    expect(counted('UploadAttached')).toHaveLength(1);
    expect(counted('UploadAbandoned')).toHaveLength(4);
    expect(counted('UploadRejected')).toEqual([expect.objectContaining({ reason: 'type-not-accepted' })]);
    expect(counted('SignInFailed')).toHaveLength(2);
    const dimensions = ['_aws', 'service', 'form', 'field', 'reason', 'upstream'];
    const names = /^(Upload(Started|Stored|Attached|Abandoned|Rejected)|SignInFailed)$/;
    for (const line of lines) {
      expect(Object.keys(line).filter((key) => !dimensions.includes(key) && !names.test(key))).toEqual([]);
    }
  });
});
