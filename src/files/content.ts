import { archiveFault, archiveLimitsOf, beginsLikeZip } from './archive.ts';
import type { FileRules } from './file-rules.ts';
import type { MediaType } from './media-type.ts';
import { pictureFault } from './picture.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { textFault } from './text.ts';

/** Where every signature that file-type knows for our types is found. */
const signatureBytes = 4100;

/**
 * Compares the stored bytes with what the file claims to be and what its field asks of it, reading only the ranges that
 * this takes: less than 1 MB of a file of any size, unless a form lets archives have more than the usual entries.
 *
 * @returns a sentence for the person when they do not agree, `undefined` when they do
 */
export async function contentFault(
  type: MediaType,
  bytes: StoredBytes,
  rules: Pick<FileRules, 'archive' | 'maxBytes' | 'picture'>,
): Promise<string | undefined> {
  const head = await bytes.read(0, signatureBytes);
  const fault =
    type.looksLike === 'text' ? textFault(head, type.mime) : await signatureFault(type, type.looksLike, head);
  if (fault !== undefined) return fault;
  if (beginsLikeZip(head)) return archiveFault(archiveLimitsOf(rules), bytes);
  return rules.picture && pictureFault(rules.picture, bytes);
}

/** The accepted type that the stored bytes look like, for files whose type nobody has said. */
export async function typeOfContent(
  accepted: readonly MediaType[],
  bytes: StoredBytes,
): Promise<MediaType | undefined> {
  const head = await bytes.read(0, signatureBytes);
  // What reads as text is text: "BMW" begins like a bitmap.
  const found = textFault(head) === undefined ? undefined : await findSignature(head);
  if (found === undefined) return accepted.find((type) => type.looksLike === 'text');
  const candidates = accepted.filter((type) => type.looksLike.includes(found.mime));
  return candidates.find((type) => type.mime === found.mime) ?? candidates[0];
}

async function signatureFault(
  type: MediaType,
  looksLike: readonly string[],
  head: Uint8Array,
): Promise<string | undefined> {
  const found = await findSignature(head);
  if (found && looksLike.includes(found.mime)) return undefined;
  return `This is not a ${type.label} file, although it says so. Save it as ${type.label} and try again.`;
}

/** Loaded by the first file that is looked at: a cold start waits for what it loads. */
async function findSignature(head: Uint8Array): Promise<{ readonly mime: string } | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  return fileTypeFromBuffer(head);
}
