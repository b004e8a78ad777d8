import { newFileKey } from '../files/key.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { type Check, type Finding, ok, wrong } from './finding.ts';
import { sampleBytes, sampleTerms } from './sample.ts';

/** One way to send something else than was signed. */
interface Bending {
  readonly what: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

const timeoutMs = 5000;
const disposition = 'attachment; filename="check.bin"';
const wayOut = 'Use a bucket that holds everybody to what Signature Version 4 has signed, as S3 does.';

/**
 * A small file goes the whole way, as a browser would send and fetch it, and each thing that its signature binds is
 * tried wrong once. What is left of it is removed.
 */
export function signedRequestsWork(bucket: Bucket): Check {
  return {
    name: 'signed requests',
    needs: ['bucket', 'clock'],
    async ask() {
      const key = newFileKey();
      try {
        return (await putFault(bucket, key)) ?? ok('PUT, HEAD, GET, DELETE; nothing else than was signed');
      } finally {
        await bucket.remove(key);
      }
    },
  };
}

async function putFault(bucket: Bucket, key: string): Promise<Finding | undefined> {
  const bytes = sampleBytes();
  const request = await bucket.presignPut(key, sampleTerms(bytes));
  for (const bending of bendings(bytes)) {
    const response = await put(request, bending.body ?? bytes, bending.headers);
    if (response.ok) return wrong(`The bucket took ${bending.what} than was signed.`, wayOut);
  }
  const right = await put(request, bytes);
  if (!right.ok) return refused('PUT', right, 's3:PutObject and s3:PutObjectTagging');
  const again = await put(request, bytes);
  if (again.status !== 412) return wrong('The bucket took the file a second time, over the first.', wayOut);
  return (await downloadFault(bucket, key, bytes)) ?? removalFault(bucket, key);
}

function bendings(bytes: Uint8Array): readonly Bending[] {
  const other = new Uint8Array(bytes);
  other[0] = 255 - (bytes[0] ?? 0);
  return [
    { what: 'another length', body: new Uint8Array([...bytes, 0]) },
    { what: 'another type', headers: { 'content-type': 'text/html' } },
    { what: 'other bytes', body: other },
    { what: 'a header (x-amz-acl) more', headers: { 'x-amz-acl': 'public-read' } },
  ];
}

function put(request: PresignedRequest, body: Uint8Array<ArrayBuffer>, more?: Record<string, string>) {
  const headers = { ...request.headers, ...more };
  return fetch(request.url, { method: 'PUT', headers, body, signal: AbortSignal.timeout(timeoutMs) });
}

async function downloadFault(bucket: Bucket, key: string, bytes: Uint8Array): Promise<Finding | undefined> {
  for (const method of ['HEAD', 'GET'] as const) {
    const terms = { method, contentDisposition: disposition, contentType: 'application/octet-stream' };
    const { url } = await bucket.presignDownload(key, terms);
    const response = await fetch(url, { method, signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return refused(method, response, 's3:GetObject');
    if (response.headers.get('Content-Disposition') !== disposition) {
      return wrong(`The bucket answers ${method} without the name that the file was to be saved under.`, wayOut);
    }
    if (method === 'GET' && Buffer.compare(bytes, await response.bytes()) !== 0) {
      return wrong('Other bytes came back than were sent.', wayOut);
    }
  }
  return undefined;
}

async function removalFault(bucket: Bucket, key: string): Promise<Finding | undefined> {
  await bucket.remove(key);
  if ((await bucket.head(key)) === undefined) return undefined;
  return wrong('The file is still there after DELETE.', 'Allow s3:DeleteObject on files/*.');
}

async function refused(method: string, response: Response, action: string): Promise<Finding> {
  const code = /<Code>(\w+)</.exec(await response.text())?.[1] ?? '';
  return wrong(
    `The bucket refuses a signed ${method}: ${response.status} ${code}`.trimEnd(),
    `Allow ${action} on files/*.`,
  );
}
