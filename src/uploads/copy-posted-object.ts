import { inspectBytes } from '../files/stored-bytes.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { FileRules } from './file-rules.ts';
import { releaseQuota, reserveQuota } from './quota.ts';
import { verifiedChecksums } from './verify-object.ts';

/** The object that a browser has posted, in the version to copy. */
interface PostedObject {
  readonly key: string;
  readonly etag: string;
}

/**
 * Copies a posted object to the upload's key, checks the copy, and records the upload. Any other outcome leaves no copy
 * and no reservation.
 */
export async function copyPostedObject(
  ports: Ports,
  rules: FileRules,
  upload: UploadRecord,
  posted: PostedObject,
): Promise<UploadRecord | Problem> {
  const overQuota = await reserveQuota(ports, upload, rules.maxBytes);
  if (overQuota) return overQuota;
  let recorded: UploadRecord | Problem | undefined;
  try {
    recorded = await copyAndVerify(ports, rules, upload, posted);
    return recorded;
  } finally {
    if (recorded === undefined || recorded instanceof Problem) await releaseQuota(ports, upload);
  }
}

async function copyAndVerify(
  ports: Ports,
  rules: FileRules,
  upload: UploadRecord,
  { key: from, etag }: PostedObject,
): Promise<UploadRecord | Problem> {
  const { bucket, records } = ports;
  const { key: to, size, contentType } = upload;
  if (!(await bucket.copy({ from, etag, to, size, contentType }))) return findConcurrent(ports, upload);
  const checked = await checkCopy(bucket, rules, upload);
  if (!(checked instanceof Problem) && (await records.uploads.add(checked))) return checked;
  await bucket.remove(to);
  return checked instanceof Problem ? checked : findConcurrent(ports, upload);
}

/**
 * Returns the upload of a concurrent request for the same posted object. One of the two takes the object over, and both
 * respond with its result.
 */
export async function findConcurrent(
  { records }: Ports,
  { id, userId }: Pick<UploadRecord, 'id' | 'userId'>,
): Promise<UploadRecord | Problem> {
  const upload = await records.uploads.find(id);
  return upload?.userId === userId ? upload : didNotArrive();
}

async function checkCopy(bucket: Bucket, rules: FileRules, upload: UploadRecord): Promise<UploadRecord | Problem> {
  const copy = await bucket.head(upload.key);
  // Not every S3 checks the ETag of the object that it copies.
  if (copy?.size !== upload.size) return didNotArrive();
  const type = rules.accept.find((accepted) => accepted.mime === upload.contentType);
  const [{ contentProblem }, { charsetFacts }] = await Promise.all([
    import('../inspection/content.ts'),
    import('../inspection/charset.ts'),
  ]);
  const found =
    type &&
    (await inspectBytes(
      bucket,
      upload.key,
      copy,
      async (bytes) => (await contentProblem(type, bytes, rules, upload.filename)) ?? charsetFacts(type.mime, bytes),
    ));
  if (found instanceof Problem) return didNotArrive();
  return found && 'code' in found ? new Problem('invalid', found) : { ...upload, ...verifiedChecksums(copy), ...found };
}

/** Returns the problem of an object that is missing, or that changed while the app read it. */
export function didNotArrive(): Problem {
  return new Problem('not-there-yet', 'file-did-not-arrive');
}
