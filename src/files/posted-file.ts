import type { Outside } from '../outside.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { Refusal } from '../refusal.ts';
import type { StoredObject } from '../storage/bucket.ts';
import type { PostForm } from '../storage/post-form.ts';
import { contentFault, typeOfContent } from './content.ts';
import type { FileRules } from './file-rules.ts';
import { cleanFilename } from './filename.ts';
import { newFileKey } from './key.ts';
import { findMediaType, type MediaType } from './media-type.ts';
import { maxPostBytes } from './part-plan.ts';
import { expiryOfUpload } from './upload.ts';
import { checkUploadLimits } from './upload-limits.ts';

/**
 * A browser without JavaScript says neither type nor size beforehand: all that it sends is stored as this until it was
 * looked at.
 */
const typeUntilChecked = 'application/octet-stream';

export interface PostedFile {
  readonly userId: string;
  readonly form: string;
  readonly field: string;
  readonly rules: FileRules;
  /** Made by us when the page was shown; becomes the upload's id. */
  readonly id: string;
  /** As the person typed it, if at all. */
  readonly filename: string;
}

/**
 * A plain form that sends one file to a place of this user's own. Nothing is recorded until something has arrived
 * there.
 */
export function presignPost(
  { bucket }: Outside,
  { userId, id, rules }: Pick<PostedFile, 'userId' | 'id' | 'rules'>,
  redirectTo: string,
): Promise<PostForm> {
  const maxBytes = Math.min(rules.maxBytes, maxPostBytes);
  return bucket.presignPostForm(postKey(userId, id), { contentType: typeUntilChecked, maxBytes, redirectTo });
}

/**
 * Looks at what the browser has posted: the redirect that brought it here proves nothing. What is accepted is copied
 * to a key that nobody else was ever given, so that the form, which can be sent again while it lives, changes nothing
 * any more. Asked again, it gives the same answer.
 */
export async function claimPosted(outside: Outside, posted: PostedFile): Promise<UploadRecord | Refusal> {
  const earlier = await outside.records.uploads.find(posted.id);
  if (earlier) return earlier.userId === posted.userId ? earlier : didNotArrive();
  const from = postKey(posted.userId, posted.id);
  const object = await outside.bucket.head(from);
  if (object === undefined) return didNotArrive();

  const checked = await check(outside, posted, from, object);
  if (checked instanceof Refusal) {
    await outside.bucket.remove(from);
    return checked;
  }
  const overLimit = await checkUploadLimits(outside, posted.userId, object.size);
  if (overLimit) return overLimit;
  const upload = await takeOver(outside, posted, from, object, checked);
  if (!(upload instanceof Refusal)) await outside.bucket.remove(from);
  return upload;
}

async function check(
  { bucket }: Outside,
  { rules, filename }: PostedFile,
  key: string,
  object: StoredObject,
): Promise<MediaType | Refusal> {
  const read = async (start: number, end: number) =>
    (await bucket.readRange(key, object.etag, start, end)) ?? new Uint8Array();
  const type = findMediaType(rules.accept, '', filename) ?? (await typeOfContent(rules.accept, read));
  if (type === undefined) return new Refusal('invalid', 'Files of this type are not accepted here.');
  const fault = await contentFault(type, read, rules.picture);
  return fault === undefined ? type : new Refusal('invalid', fault);
}

async function takeOver(
  outside: Outside,
  posted: PostedFile,
  from: string,
  object: StoredObject,
  type: MediaType,
): Promise<UploadRecord | Refusal> {
  const { bucket, records, clock } = outside;
  const key = newFileKey();
  const { size, etag } = object;
  if (!(await bucket.copy({ from, etag, to: key, size, contentType: type.mime }))) return didNotArrive();
  const copy = await bucket.head(key);
  if (copy === undefined) return didNotArrive();
  const now = clock();
  const upload: UploadRecord = {
    id: posted.id,
    userId: posted.userId,
    form: posted.form,
    field: posted.field,
    key,
    filename: nameOf(posted, type),
    contentType: type.mime,
    size,
    state: 'complete',
    etag: copy.etag,
    ...(copy.sha256 !== null && { sha256: copy.sha256 }),
    ...(copy.crc32 !== null && { crc32: copy.crc32 }),
    createdAt: now.toISOString(),
    expiresAt: expiryOfUpload(now),
  };
  await records.uploads.add(upload);
  return upload;
}

/** What the person typed, with the extension that belongs to the type; the field's name where they typed nothing. */
function nameOf({ filename, field }: PostedFile, type: MediaType): string {
  const name = cleanFilename(filename.trim() === '' ? field : filename);
  const hasExtension = type.extensions.some((extension) => name.toLowerCase().endsWith(extension));
  return hasExtension ? name : cleanFilename(`${name}${type.extensions[0]}`);
}

function postKey(userId: string, id: string): string {
  return `posts/${userId}/${id}`;
}

function didNotArrive(): Refusal {
  return new Refusal('not-there-yet', 'The file did not arrive. Choose it once more.');
}
