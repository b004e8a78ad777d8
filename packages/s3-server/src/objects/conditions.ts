import { S3Error } from '../s3-error.ts';
import type { ObjectRecord } from '../storage/record.ts';

/** The prefix of the conditions' headers: none for a read, or that of a copy for its source. */
export type ConditionPrefix = '' | 'x-amz-copy-source-';

/**
 * Checks the conditions of a read. Source: RFC 9110, section 13.2.2 and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @returns false for an object that the client has already (304)
 * @throws S3Error PreconditionFailed
 */
export function allowsRead(
  headers: ReadonlyMap<string, string>,
  record: ObjectRecord,
  prefix: ConditionPrefix = '',
): boolean {
  const [match, unmodified, noneMatch, modified] = [
    'if-match',
    'if-unmodified-since',
    'if-none-match',
    'if-modified-since',
  ].map((name) => headers.get(prefix + name));
  if (match !== undefined ? !listsEtag(match, record.etag) : unmodified !== undefined && isNewer(record, unmodified)) {
    throw new S3Error('PreconditionFailed', undefined, {
      Condition: match !== undefined ? 'If-Match' : 'If-Unmodified-Since',
    });
  }
  return noneMatch !== undefined
    ? !listsEtag(noneMatch, record.etag)
    : modified === undefined || isNewer(record, modified) || isNoDate(modified);
}

/**
 * Checks the conditions of a write on the current object. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * @throws S3Error PreconditionFailed, NoSuchKey, NotImplemented
 */
export function requireWriteConditions(
  headers: ReadonlyMap<string, string>,
  key: string,
  current: ObjectRecord | undefined,
): void {
  const [match, noneMatch] = [headers.get('if-match'), headers.get('if-none-match')];
  if (noneMatch !== undefined && noneMatch !== '*')
    throw new S3Error('NotImplemented', undefined, { Header: 'If-None-Match' });
  if (noneMatch !== undefined && current)
    throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
  if (match === undefined) return;
  if (!current) throw new S3Error('NoSuchKey', undefined, { Key: key });
  if (!listsEtag(match, current.etag)) throw new S3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
}

/** True when a list of entity tags has this one; S3 takes them without quotes too. */
export function listsEtag(list: string, etag: string): boolean {
  return list.split(',').some((text) => text.trim() === '*' || text.trim().replace(/^(?:W\/)?"(.*)"$/, '$1') === etag);
}

/** True when the object is newer than the HTTP date, in whole seconds. An invalid date changes nothing. */
function isNewer(record: ObjectRecord, httpDate: string): boolean {
  return Math.floor(Date.parse(record.modifiedAt) / 1000) * 1000 > Date.parse(httpDate);
}

function isNoDate(text: string): boolean {
  return Number.isNaN(Date.parse(text));
}
