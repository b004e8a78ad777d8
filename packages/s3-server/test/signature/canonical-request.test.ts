import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalRequest } from '../../src/signature/canonical-request.ts';
import { TestServer, testBucketName, told } from '../test-server.ts';

describe('canonicalRequest', () => {
  it('the example of AWS, gives its text', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, example "PUT Object"
    const headers = new Map([
      ['date', 'Fri, 24 May 2013 00:00:00 GMT'],
      ['host', 'examplebucket.s3.amazonaws.com'],
      ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
    ]);
    expect(
      canonicalRequest({
        method: 'PUT',
        rawPath: '/test$file.text',
        query: new Map(),
        headers,
        signedHeaders: [...headers.keys()],
        payloadHash: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      }),
    ).toBe(
      'PUT\n/test%24file.text\n\ndate:Fri, 24 May 2013 00:00:00 GMT\nhost:examplebucket.s3.amazonaws.com\nx-amz-storage-class:REDUCED_REDUNDANCY\n\n' +
        'date;host;x-amz-storage-class\n44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    );
  });

  it('a presigned URL, sorts parameters, leaves out the signature and keeps dots', () => {
    const query = new Map([
      ['b', '1'],
      ['a-b', '2'],
      ['a', 'x y*'],
      ['X-Amz-Signature', 'f00'],
    ]);
    const text = canonicalRequest({
      method: 'GET',
      rawPath: '/b/a/../%7Ec',
      query,
      headers: new Map([['host', '  h   i ']]),
      signedHeaders: ['host'],
      payloadHash: '-',
    });
    expect(text).toBe('GET\n/b/a/../~c\na=x%20y%2A&a-b=2&b=1\nhost:h i\n\nhost\n-');
  });
});

describe('GetObject, signed by the SDK', () => {
  let testServer: TestServer;
  beforeAll(async () => {
    testServer = await TestServer.start();
  });
  afterAll(() => testServer.close());

  /** Characters that encoders disagree about, and any others. */
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...`/.~!*'()+%&=?#;:@,$ "\\<>é日🎉`),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 20,
  });

  it('any key and any parameter, is accepted', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (key, type) => {
        const put = await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: key }));
        expect(told(await testServer.raw('PUT', put, { 'content-length': 1 }, 'x'))).toBe('200');
        const get = await testServer.presign(
          new GetObjectCommand({ Bucket: testBucketName, Key: key, ResponseContentType: encodeURIComponent(type) }),
        );
        const answer = await testServer.raw('GET', get);
        expect(told(answer)).toBe('200');
        expect(answer.headers['content-type']).toBe(encodeURIComponent(type));
      }),
      { numRuns: 40 },
    );
  });
});
