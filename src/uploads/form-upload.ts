import { findMediaType, type MediaType, nameWithExtension } from '../files/media-type.ts';
import { newFileKey } from '../files/object-key.ts';
import { inspectBytes } from '../files/stored-bytes.ts';
import type { Ports } from '../ports.ts';
import { Problem, type ProblemKind } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { StoredObject } from '../storage/bucket.ts';
import type { PostForm } from '../storage/post-form.ts';
import { mebibytes } from '../values/byte-size.ts';
import type { Id } from '../values/id.ts';
import { maxKeyBytes, maxPostBytes } from '../values/s3-limits.ts';
import { copyPostedObject, didNotArrive, findConcurrent } from './copy-posted-object.ts';
import { countEvent } from './count-event.ts';
import { checkClaim, type FileRules, fileTooLarge, typeNotAccepted } from './file-rules.ts';
import { hashOfRules } from './judge-again.ts';
import { expiryOfUpload } from './upload.ts';

/**
 * The type of a posted object until it is inspected: a browser without JavaScript claims neither type nor size
 * beforehand.
 */
const typeUntilChecked = 'application/octet-stream';

/** A file that a plain HTML form sends. The app knows its user and field before the file itself. */
export interface FormUpload {
  readonly userId: string;
  readonly form: string;
  readonly field: string;
  readonly rules: FileRules;
  /** True when its form has files scanned. */
  readonly isScanned: boolean;
  /** Created by the app when the page was shown; becomes the upload's id. */
  readonly id: Id;
  /** The name as the person typed it; empty when they typed none. */
  readonly typedName: string;
}

/** A file that a plain HTML form has sent. */
export interface PostedFile extends FormUpload {
  /** The key that the redirect of the bucket names; not trusted. */
  readonly key: string | undefined;
}

/** Returns the rules for a file that a plain form sends: one file, no larger than one request can carry. */
export function formUploadRules<Rules extends FileRules>(rules: Rules): Rules {
  return { ...rules, maxBytes: Math.min(rules.maxBytes, maxPostBytes), minFiles: 1, maxFiles: 1 };
}

/** The bytes that the bucket takes above a limit. The app refuses such a file on a page of its own. */
const slackBytes = mebibytes(100);

/** Returns the size above which the bucket itself refuses a file, with an error page of its own. */
export function mostPostedBytes(rules: FileRules): number {
  return Math.min(2 * rules.maxBytes + slackBytes, maxPostBytes);
}

/**
 * Presigns a plain HTML form that posts one file to a folder of this user's own. The upload is recorded only after the
 * object has arrived there.
 */
export function presignPost(
  { bucket }: Ports,
  { userId, id, rules }: Pick<FormUpload, 'userId' | 'id' | 'rules'>,
  redirectTo: string,
): Promise<PostForm> {
  const terms = { contentType: typeUntilChecked, maxBytes: mostPostedBytes(rules), redirectTo };
  return bucket.presignPostForm(folderOf(userId, id), terms);
}

/**
 * Inspects the object that the browser has posted: the redirect that brought it here proves nothing. The app copies the
 * object to a key for which no client ever had a URL, and checks and accepts the copy: posting the form again while its
 * signature lives changes nothing there. A repeated call gives the same result.
 */
export async function acceptFormUpload(ports: Ports, posted: PostedFile): Promise<UploadRecord | Problem> {
  const { bucket, records } = ports;
  const earlier = await records.uploads.find(posted.id);
  if (earlier) return earlier.userId === posted.userId ? earlier : didNotArrive();
  const name = nameInKey(posted);
  const from = `${folderOf(posted.userId, posted.id)}/${name}`;
  const object = name === undefined ? undefined : await bucket.head(from);
  if (name === undefined || object === undefined) return findConcurrent(ports, posted);

  const filename = posted.typedName.trim() === '' ? name : posted.typedName;
  const upload = await describe(ports, { ...posted, key: from, filename }, object);
  const accepted =
    upload instanceof Problem
      ? upload
      : await copyPostedObject(ports, posted.rules, upload, { key: from, etag: object.etag });
  if (accepted instanceof Problem && accepted.kind === 'not-there-yet') return findConcurrent(ports, posted);
  const isDecided = !(accepted instanceof Problem) || decisions.includes(accepted.kind);
  await countAcceptance(ports, posted, accepted);
  if (isDecided) await bucket.remove(from);
  return accepted;
}

/** Problems of the file itself, after which its bytes are of no use. After any other problem the client can retry. */
const decisions: readonly ProblemKind[] = ['invalid', 'too-large', 'type-not-accepted'];

/** Counts a posted file as started and as stored at once, since it has arrived already. */
async function countAcceptance(ports: Ports, posted: FormUpload, accepted: UploadRecord | Problem): Promise<void> {
  const { metrics } = ports;
  if (!(accepted instanceof Problem)) {
    metrics.count('UploadStarted', posted);
    metrics.count('UploadStored', posted);
  } else if (decisions.includes(accepted.kind) || accepted.kind === 'limit-reached') {
    metrics.count('UploadRejected', { ...posted, reason: accepted.kind });
    await countEvent(ports, posted.form, `rejected#${accepted.kind}`);
  }
}

/** Returns the description to record: the type by the file's name and by its bytes. */
async function describe(
  { bucket, clock }: Ports,
  { rules, key, filename, id, userId, form, field, isScanned }: PostedFile & { key: string; filename: string },
  object: StoredObject,
): Promise<UploadRecord | Problem> {
  const { size, etag } = object;
  if (size === 0) return new Problem('invalid', 'file-empty');
  if (size > rules.maxBytes) return fileTooLarge(rules, size);
  const named = findMediaType(rules.accept, '', filename);
  // Imported with the first file to inspect, so that a cold start does not wait for these modules.
  const { guessType, typeOfContent } = await import('../inspection/content.ts');
  const type = await inspectBytes(bucket, key, object, (bytes) =>
    named ? typeOfContent(rules.accept, bytes, named) : guessType(rules.accept, bytes),
  );
  if (type instanceof Problem) return didNotArrive();
  if (type === undefined) return typeNotAccepted(rules);
  const claim = { filename: nameOf(filename, type, named), contentType: type.mime, size };
  // The form was signed for one file field, and may come back for another one with stricter rules.
  const accepted = checkClaim(rules, claim);
  if (accepted instanceof Problem) return accepted;
  const now = clock();
  return {
    ...{ id, userId, form, field, key: newFileKey(id), ...claim, state: 'complete', etag },
    rulesHash: hashOfRules(rules),
    ...(isScanned && { scan: { state: 'waiting' } }),
    createdAt: now.toISOString(),
    expiresAt: expiryOfUpload(now),
  };
}

/** Returns the name with the extension that belongs to the type. A file without a name has the same one for everyone. */
function nameOf(filename: string, type: MediaType, named: MediaType | undefined): string {
  return nameWithExtension(filename.trim() === '' ? 'Untitled' : filename, type, named);
}

function folderOf(userId: string, id: string): string {
  return `posts/${userId}/${id}`;
}

/**
 * Returns the name that the browser gave the file, which is the last segment of its key. `undefined` for a key that is
 * not in the folder of this upload itself, that no object has, or that a server may read as another one.
 */
function nameInKey({ userId, id, key = '' }: PostedFile): string | undefined {
  const folder = `${folderOf(userId, id)}/`;
  if (!key.startsWith(folder) || Buffer.byteLength(key) > maxKeyBytes) return undefined;
  const name = key.slice(folder.length);
  return name.includes('/') || name === '.' || name === '..' ? undefined : name;
}
