import { inspectBytes, notThereYet } from '../files/stored-bytes.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { hashOf } from '../values/hash.ts';
import { type FileRules, fileTooLarge, typeNotAccepted } from './file-rules.ts';

/** Returns the hash of the rules that a field has for each single file. */
export function hashOfRules({ accept, maxBytes, picture, archive }: FileRules): string {
  return hashOf(canonicalJson({ accept: accept.map(({ mime }) => mime), maxBytes, picture, archive }));
}

/**
 * Judges a complete upload by the rules of today, where its form has changed since it was checked. The bytes are what
 * they were: size, type and content may be more than the field now takes.
 */
export async function judgeAgain(
  bucket: Bucket,
  upload: UploadRecord,
  rules: FileRules,
): Promise<UploadRecord | Problem> {
  const { rulesHash, contentType, size, key, filename } = upload;
  // Uploads from before there was a hash live for a day.
  if (rulesHash === undefined || rulesHash === hashOfRules(rules)) return upload;
  if (size > rules.maxBytes) return fileTooLarge(rules, size);
  const type = rules.accept.find((accepted) => accepted.mime === contentType);
  if (type === undefined) return typeNotAccepted(rules);
  const [object, { contentProblem }] = await Promise.all([bucket.head(key), import('../inspection/content.ts')]);
  if (object === undefined) return notThereYet();
  const found = await inspectBytes(bucket, key, object, (bytes) => contentProblem(type, bytes, rules, filename));
  if (found instanceof Problem) return found;
  return found === undefined ? upload : new Problem('invalid', found);
}
