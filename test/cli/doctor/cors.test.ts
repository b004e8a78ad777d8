import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import { expect, it } from 'vitest';
import { corsIsRight } from '../../../cli/doctor/cors.ts';
import type { Finding } from '../../../src/health/finding.ts';
import { createBucket } from '../../../src/storage/bucket.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';

const publicUrl = 'https://files.example.com';
const names = 'content-type, if-none-match, x-amz-checksum-sha256, x-amz-tagging';

/** Returns the finding of the check for this response to a preflight. */
async function examine(answer: OutgoingHttpHeaders): Promise<{ finding: Finding; asked: OutgoingHttpHeaders }> {
  let asked: OutgoingHttpHeaders = {};
  const server = createServer((request, response) => {
    asked = request.headers;
    response.writeHead(200, answer).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = createBucketClient({
    ...{ bucketName: 'sluice', region: 'us-east-1', s3Endpoint: `http://127.0.0.1:${port}` },
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const finding = await corsIsRight(
    createBucket(client, () => new Date()),
    publicUrl,
  ).ask();
  server.close();
  return { finding, asked };
}

it('the doctor, CORS of the bucket, asks as a browser does before the PUT of the app', async () => {
  const { asked } = await examine({});
  expect(asked).toMatchObject({
    origin: publicUrl,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': names.replaceAll(' ', ''),
  });
});

it.each<[Partial<Record<'origin' | 'methods' | 'headers' | 'exposed', string>>, Finding['is'], string]>([
  [{ origin: publicUrl, methods: 'PUT', headers: names, exposed: 'ETag' }, 'ok', ''],
  [{ origin: '*', methods: 'GET, put', headers: '*', exposed: '*' }, 'ok', ''],
  [{ origin: publicUrl, methods: 'PUT', headers: names, exposed: 'x-amz-request-id, etag' }, 'ok', ''],
  [{ origin: publicUrl, methods: 'PUT', headers: names }, 'wrong', 'may not read ETag'],
  [{ origin: publicUrl, methods: 'PUT', headers: names, exposed: 'x-amz-request-id' }, 'wrong', 'expose ETag'],
  [{ origin: 'https://other.example', methods: 'PUT', headers: '*' }, 'wrong', 'may not send files'],
  [{ origin: publicUrl, methods: 'GET', headers: '*' }, 'wrong', 'PUT is not allowed'],
  [{ origin: publicUrl, methods: 'PUT', headers: 'content-type' }, 'wrong', 'x-amz-checksum-sha256, x-amz-tagging'],
])('the doctor, the CORS response %j, finds it %s', async ({ origin, methods, headers, exposed = '' }, is, says) => {
  const { finding } = await examine({
    'access-control-expose-headers': exposed,
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers,
  });
  expect(finding.is).toBe(is);
  expect(JSON.stringify(finding)).toContain(says);
});
