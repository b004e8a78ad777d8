import { S3Error } from '../s3-error.ts';
import { encodeRfc3986 } from '../signature/canonical-request.ts';

/** The most keys that S3 lists, or deletes, at once. */
export const keysPerPage = 1000;

/**
 * Reads `max-keys` and its like, at most `max`. Without the parameter it returns `usual`.
 *
 * @throws S3Error InvalidArgument
 */
export function readCount(query: ReadonlyMap<string, string>, name: string, max: number, usual = max): number {
  const text = query.get(name) ?? String(usual);
  if (!/^\d{1,9}$/.test(text))
    throw new S3Error('InvalidArgument', `Provided ${name} not an integer or within integer range`, {
      ArgumentName: name,
    });
  return Math.min(Number(text), max);
}

/**
 * Reads `encoding-type`. The value `url` writes keys so that any character survives XML.
 *
 * @throws S3Error InvalidArgument
 */
export function keyEncoding(query: ReadonlyMap<string, string>): (key: string) => string {
  const type = query.get('encoding-type');
  if (type !== undefined && type !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return type === 'url' ? (key) => encodeRfc3986(key).replaceAll('%2F', '/') : (key) => key;
}
