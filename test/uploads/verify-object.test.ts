import { describe, expect, it } from 'vitest';
import type { UploadRecord } from '../../src/records/upload-records.ts';
import type { StoredObject } from '../../src/storage/bucket.ts';
import { compareWithClaim } from '../../src/uploads/verify-object.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { sentenceOf } from '../support/sentence.ts';

const upload: UploadRecord = {
  id: 'upload-one',
  userId: 'user-one',
  form: 'documents',
  field: 'files',
  key: 'files/one',
  filename: 'one.txt',
  contentType: 'text/plain',
  size: mebibytes(5),
  claimedSha256: 'announced',
  state: 'pending',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
};
const object: StoredObject = { ...upload, etag: '"one"', sha256: 'announced', crc32: null, unsignedHeaders: [] };

/** The sentence that a person reads of the difference. */
function differenceOf(parts: Partial<StoredObject>, crc32?: string): string | undefined {
  const found = compareWithClaim(upload, { ...object, ...parts }, crc32);
  return found && sentenceOf(found);
}

describe('compareWithClaim', () => {
  it('compareWithClaim, the announced file, with a checksum or without, no problem', () => {
    expect(compareWithClaim(upload, object, undefined)).toBeUndefined();
    expect(compareWithClaim(upload, { ...object, sha256: null }, 'their own')).toBeUndefined();
  });

  it.each<[string, Partial<StoredObject>, string]>([
    ['sizes far apart', { size: 5 }, 'The file arrived with 5\u00a0bytes instead of 5\u00a0MB. Choose it again.'],
    [
      'one byte too many',
      { size: upload.size + 1 },
      'The file arrived with 5,242,881\u00a0bytes instead of 5,242,880\u00a0bytes. Choose it again.',
    ],
    [
      'another type',
      { contentType: 'text/html' },
      'The file arrived with another type than was announced. Choose it again.',
    ],
    [
      'a header that no URL binds',
      { unsignedHeaders: ['Content-Encoding'] },
      'The file arrived with the header Content-Encoding. Send it again without that header.',
    ],
    ['other bytes', { sha256: 'other' }, 'The file that arrived isn’t the one that was announced. Choose it again.'],
  ])('compareWithClaim, %s, says what differs', (_what, parts, sentence) => {
    expect(differenceOf(parts)).toBe(sentence);
  });

  it('compareWithClaim, the client’s checksum at the end, is compared', () => {
    expect(compareWithClaim(upload, { ...object, crc32: 'proven' }, 'proven')).toBeUndefined();
    expect(differenceOf({ crc32: 'proven' }, 'said')).toContain('isn’t the one that was announced');
  });
});
