import { areOfOneKind, binaryTypes, isPicture, type MediaType, usedExtension } from '../files/media-type.ts';
import { isZip, type Signature } from '../files/signatures/signature.ts';
import type { StoredBytes } from '../files/stored-bytes.ts';
import { type Message, message } from '../messages/message.ts';
import { viewOf } from '../values/byte-view.ts';
import { archiveProblem } from './archive.ts';
import { type ArchiveRules, archiveLimitsOf } from './archive-limits.ts';
import { type PixelLimits, pictureProblem } from './picture.ts';
import { textProblem } from './text.ts';

/**
 * The bytes at the beginning that are read first. They hold all signatures except those behind a tag or in a directory,
 * and enough of a text.
 */
const headBytes = 4100;

/** A file field's rules for the content of its files. */
export interface ContentRules extends ArchiveRules {
  readonly accept?: readonly MediaType[];
  readonly picture?: PixelLimits | undefined;
}

/**
 * Compares the stored bytes with the claimed type and with the field's rules. The type and the signature that it was
 * accepted for decide which checks follow. Reads ranges only: less than 1 MB of a file of any size, except for long
 * lists of archives (10 MB) and animations (32 MB).
 *
 * @param filename the name that the message speaks of
 * @returns a message for the person when they do not agree, `undefined` when they do
 */
export async function contentProblem(
  type: MediaType,
  bytes: StoredBytes,
  rules: ContentRules,
  filename = '',
): Promise<Message | undefined> {
  const head = await readHead(bytes);
  const claim = { label: type.label, named: usedExtension(type, filename) };
  if (type.looksLike === 'text') {
    const problem = textProblem(head, type.mime);
    if (problem?.code !== 'text-unreadable') return problem;
    return (await describeOther(claim, rules.accept, head, bytes)) ?? problem;
  }
  const signature = await findSignature(type.looksLike, head, bytes);
  if (signature === undefined)
    return (await describeOther(claim, rules.accept, head, bytes)) ?? message('content-unrecognised', claim);
  if (signature === isZip) return archiveProblem(archiveLimitsOf(rules), bytes);
  return rules.picture && isPicture(type) ? pictureProblem(rules.picture, bytes) : undefined;
}

/**
 * Returns the accepted type of the stored bytes, for a file with a claimed type. The claimed type stays, unless the
 * bytes are of another accepted type of its kind: a JPEG is often called `.png`, and programs show it all the same.
 */
export async function typeOfContent(
  accepted: readonly MediaType[],
  bytes: StoredBytes,
  named: MediaType,
): Promise<MediaType> {
  const head = await readHead(bytes);
  if (named.looksLike === 'text' || (await findSignature(named.looksLike, head, bytes))) return named;
  const others = accepted.filter((type) => areOfOneKind(type, named));
  return (await mostTypical(await typesLike(others, head, bytes), head, bytes)) ?? named;
}

/** Returns the accepted type that the stored bytes certainly or probably are, for a file without a claimed type. */
export async function guessType(accepted: readonly MediaType[], bytes: StoredBytes): Promise<MediaType | undefined> {
  const head = await readHead(bytes);
  // A file that reads as text is text: "BMW" begins like a bitmap.
  const text = accepted.find((type) => type.looksLike === 'text');
  if (text && textProblem(head) === undefined) return text;
  const candidates = await typesLike(accepted, head, bytes);
  // A page is a text too, and its own message is more helpful than "no accepted type".
  if (candidates.length === 0) return head.includes(0) ? undefined : text;
  return (await mostTypical(candidates, head, bytes)) ?? candidates[0];
}

/** Returns the type whose own mark the file has, among types with one signature; otherwise the one without a mark. */
async function mostTypical(
  candidates: readonly MediaType[],
  head: Buffer,
  bytes: StoredBytes,
): Promise<MediaType | undefined> {
  for (const type of candidates) if (await type.mark?.(head, bytes)) return type;
  return candidates.find((type) => type.mark === undefined);
}

async function typesLike(types: readonly MediaType[], head: Buffer, bytes: StoredBytes): Promise<MediaType[]> {
  const found: MediaType[] = [];
  for (const type of types)
    if (type.looksLike !== 'text' && (await findSignature(type.looksLike, head, bytes))) found.push(type);
  return found;
}

async function findSignature(
  signatures: readonly Signature[],
  head: Buffer,
  bytes: StoredBytes,
): Promise<Signature | undefined> {
  for (const signature of signatures) if (await signature(head, bytes)) return signature;
  return undefined;
}

/** Returns a message that names the file's real type, where the bytes show it. */
async function describeOther(
  claim: { readonly label: string; readonly named: string },
  accepted: readonly MediaType[] | undefined,
  head: Buffer,
  bytes: StoredBytes,
): Promise<Message | undefined> {
  const found = await mostTypical(await typesLike(binaryTypes, head, bytes), head, bytes);
  if (found === undefined) return undefined;
  const [extension] = accepted?.includes(found) ? found.extensions : [];
  return message('content-of-other-type', { ...claim, found: found.label, ...(extension && { extension }) });
}

async function readHead(bytes: StoredBytes): Promise<Buffer> {
  return viewOf(await bytes.read(0, headBytes));
}
