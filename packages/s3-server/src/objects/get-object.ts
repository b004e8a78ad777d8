import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectRecord } from '../storage/record.ts';
import { cutSlices } from '../storage/slice.ts';
import { attributeHeaders } from './attributes.ts';
import { checksumHeaders } from './checksum-headers.ts';
import { allowsRead, listsEtag } from './conditions.ts';
import { readRange } from './range.ts';

/**
 * Answers GetObject and HeadObject, which differ in the body alone. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function getObject({ bucket, headers, request }: Call): Answer {
  const record = bucket.objects.get(request.key);
  const validators = attributeHeaders(record);
  if (!allowsRead(request.headers, record)) {
    return { status: 304, headers: { etag: validators.etag, 'last-modified': validators['last-modified'] } };
  }
  const range = rangeApplies(request.headers.get('if-range'), record)
    ? readRange(request.headers.get('range'), record.size)
    : undefined;
  const { start, end } = range ?? { start: 0, end: record.size };
  const answer: Answer = {
    status: range ? 206 : 200,
    headers: {
      ...validators,
      ...overrides(request.query),
      ...(headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' &&
        !range &&
        checksumHeaders(record.checksum)),
      'content-length': String(end - start),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${record.size}` }),
    },
  };
  if (request.method === 'HEAD') return answer;
  return {
    ...answer,
    body: {
      length: end - start,
      bytes: bucket.blobs.read(cutSlices(record.slices, start, end)),
      release: bucket.blobs.hold(record.slices),
    },
  };
}

/** A range of another version would not fit the client's bytes (RFC 9110, section 13.1.5). */
function rangeApplies(condition: string | undefined, record: ObjectRecord): boolean {
  if (condition === undefined) return true;
  return condition.startsWith('"')
    ? listsEtag(condition, record.etag)
    : condition === new Date(record.modifiedAt).toUTCString();
}

/** Returns the headers that `response-content-type` and its like replace; such requests are always signed. */
function overrides(query: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const given = [...query].filter(([name]) => name.startsWith('response-'));
  return Object.fromEntries(given.map(([name, value]) => [name.slice('response-'.length), latin1(name, value)]));
}

function latin1(name: string, value: string): string {
  if (!/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) {
    throw new S3Error('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.', {
      ArgumentName: name,
    });
  }
  return value;
}
