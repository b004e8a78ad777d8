import { newFileKey } from '../../src/files/object-key.ts';
import { type Check, type Finding, ok, wrong } from '../../src/health/finding.ts';
import type { Bucket } from '../../src/storage/bucket.ts';
import { newId } from '../../src/values/id.ts';
import { sampleBytes, sampleTerms } from './sample.ts';
import { findAcceptedTampering, sendSigned, useRealS3 } from './tampered-requests.ts';

const timeoutMs = 5000;
const disposition = 'attachment; filename="check.bin"';

/**
 * Sends and fetches a small file as a browser would, then tries each signed property with a wrong value. Removes
 * everything that it has stored.
 *
 * @param expired the same bucket, with a clock by which every signature is over as soon as it is made
 */
export function signedRequestsWork(bucket: Bucket, expired: Bucket): Check {
  return {
    name: 'signed requests',
    needs: ['bucket', 'clock'],
    async ask() {
      const [key, otherKey] = [newFileKey(newId()), newFileKey(newId())];
      const bytes = sampleBytes();
      try {
        const tampering = await findAcceptedTampering(bucket, expired, { key, otherKey, bytes });
        return (
          tampering ??
          (await findPutProblem(bucket, key, bytes)) ??
          ok('PUT, HEAD, GET, DELETE; nothing else than was signed')
        );
      } finally {
        await Promise.all([bucket.remove(key), bucket.remove(otherKey)]);
      }
    },
  };
}

async function findPutProblem(
  bucket: Bucket,
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Finding | undefined> {
  const request = await bucket.presignPut(key, sampleTerms(bytes));
  const right = await sendSigned(request, bytes);
  if (!right.ok) return refused('PUT', right, 's3:PutObject and s3:PutObjectTagging');
  const again = await sendSigned(request, bytes);
  if (again.status !== 412) return wrong('The bucket accepted the file a second time, over the first.', useRealS3);
  return (await downloadFault(bucket, key, bytes)) ?? removalFault(bucket, key);
}

async function downloadFault(bucket: Bucket, key: string, bytes: Uint8Array): Promise<Finding | undefined> {
  for (const method of ['HEAD', 'GET'] as const) {
    const terms = { method, contentDisposition: disposition, contentType: 'application/octet-stream' };
    const { url } = await bucket.presignDownload(key, terms);
    const response = await fetch(url, { method, signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return refused(method, response, 's3:GetObject');
    if (response.headers.get('Content-Disposition') !== disposition) {
      return wrong(`The bucket answers ${method} without the name that the file was to be saved under.`, useRealS3);
    }
    const renamed = await fetch(url.replace('check.bin', 'check.exe'), {
      method,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (renamed.ok) return wrong(`The bucket accepted another name for ${method} than was signed.`, useRealS3);
    if (method === 'GET' && Buffer.compare(bytes, await response.bytes()) !== 0) {
      return wrong('Other bytes came back than were sent.', useRealS3);
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
