import { nameWithExtension } from '../files/media-type.ts';
import { inspectBytes, notThereYet } from '../files/stored-bytes.ts';
import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { StoredObject } from '../storage/bucket.ts';
import type { RejectionReason } from '../telemetry/metrics.ts';
import { countEvent } from './count-event.ts';
import { type FileRules, typeNotAccepted } from './file-rules.ts';
import { hashOfRules } from './judge-again.ts';
import { assembleParts } from './parts.ts';
import { bytesMayComeUntil, removeBytes } from './upload.ts';
import { compareWithClaim, verifiedChecksums } from './verify-object.ts';

/**
 * Inspects the object that arrived and settles the upload as `complete` or `rejected`, once. A repeated call gives the
 * same result. The bytes of a rejected upload are removed. An object that is not there yet is a conflict; a bucket that
 * does not respond raises `BucketUnavailable` and changes nothing.
 *
 * @param crc32 the client's own CRC-32 of the whole file (base64), for files in parts
 */
export async function completeUpload(
  ports: Ports,
  upload: UploadRecord,
  rules: FileRules,
  crc32?: string,
): Promise<UploadRecord | Problem> {
  if (upload.state === 'rejected') return rejection(upload.reason ?? message('file-removed'));
  if (upload.scan?.state === 'infected') return refuse(ports, upload);
  if (upload.state !== 'pending') return upload;
  const object = await findArrived(ports, upload);
  if (object === undefined) return notThereYet();

  const inspected = await inspectUpload(ports, upload, object, rules, crc32);
  if (inspected instanceof Problem) return inspected;
  const isRejected = 'reason' in inspected;
  const facts = isRejected
    ? { reason: inspected.reason }
    : { ...inspected, ...verifiedChecksums(object), rulesHash: hashOfRules(rules) };
  const state = isRejected ? 'rejected' : 'complete';
  const countedUntil = bytesMayComeUntil(upload, ports.clock());
  if (!(await ports.records.uploads.settle(upload, facts, state, countedUntil)))
    return resolveConcurrentSettle(ports, upload, rules);
  if (!isRejected) {
    ports.metrics.count('UploadStored', upload);
    return { ...upload, ...facts, state };
  }
  ports.metrics.count('UploadRejected', { ...upload, reason: inspected.kind });
  await Promise.all([removeBytes(ports.bucket, upload), countEvent(ports, upload.form, `rejected#${inspected.kind}`)]);
  return rejection(inspected.reason);
}

/** Refuses an infected upload. The file of a submission stays there: its submission says what became of it. */
async function refuse(ports: Ports, upload: UploadRecord): Promise<UploadRecord | Problem> {
  const { refuseInfected } = await import('./refuse-infected.ts');
  const reason = await refuseInfected(ports, upload);
  return reason ? rejection(reason) : upload;
}

/** Returns the object of an upload that has arrived. Parts are joined first, unless some are missing. */
async function findArrived(ports: Ports, upload: UploadRecord): Promise<StoredObject | undefined> {
  await assembleParts(ports, upload);
  return ports.bucket.head(upload.key);
}

/** The reason why a file is not accepted: a kind for the metrics, and a message for the person. */
interface Rejection {
  readonly kind: RejectionReason;
  readonly reason: Message;
}

/** The name, the media type and the charset of an accepted file, by its bytes. */
type Description = Pick<UploadRecord, 'contentType' | 'filename' | 'charset'>;

/**
 * Compares the stored object with the announced file. A file of another accepted type of the same kind is recorded as
 * that type: the object keeps the type that its signature bound, and each download has the recorded one.
 */
async function inspectUpload(
  { bucket }: Ports,
  upload: UploadRecord,
  object: StoredObject,
  rules: FileRules,
  crc32: string | undefined,
): Promise<Rejection | Description | Problem> {
  const arrivedWrong = compareWithClaim(upload, object, crc32);
  if (arrivedWrong) return { kind: 'arrived-wrong', reason: arrivedWrong };
  const announced = rules.accept.find((accepted) => accepted.mime === upload.contentType);
  // The form may have changed since the upload began.
  if (announced === undefined) return { kind: 'type-not-accepted', reason: typeNotAccepted(rules).message };
  // Imported with the first file to inspect, so that a cold start does not wait for these modules.
  const [{ contentProblem, typeOfContent }, { charsetFacts }] = await Promise.all([
    import('../inspection/content.ts'),
    import('../inspection/charset.ts'),
  ]);
  return inspectBytes(bucket, upload.key, object, async (bytes) => {
    const type = await typeOfContent(rules.accept, bytes, announced);
    const reason = await contentProblem(type, bytes, rules, upload.filename);
    if (reason !== undefined) return { kind: 'content', reason } as const;
    const filename = nameWithExtension(upload.filename, type, announced);
    return { contentType: type.mime, filename, ...(await charsetFacts(type.mime, bytes)) };
  });
}

/** Returns the result of the concurrent request that has settled the upload. */
async function resolveConcurrentSettle(
  ports: Ports,
  upload: UploadRecord,
  rules: FileRules,
): Promise<UploadRecord | Problem> {
  const settled = await ports.records.uploads.find(upload.id);
  // A concurrent request abandoned the upload while its parts became an object; that object must not stay.
  if (settled?.state === 'rejected') await removeBytes(ports.bucket, upload);
  return settled && settled.state !== 'pending' ? completeUpload(ports, settled, rules) : notThereYet();
}

function rejection(reason: Message): Problem {
  return new Problem('invalid', reason, { uploadState: 'rejected' });
}
