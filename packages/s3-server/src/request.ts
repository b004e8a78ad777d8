import type { IncomingMessage } from 'node:http';
import { S3Error } from './s3-error.ts';

/** The parts of a request before authentication. Names of headers are in lower case; keys are decoded. */
export interface BucketRequest {
  readonly method: string;
  /** The bucket; empty for the list of buckets. */
  readonly bucket: string;
  /** The key; empty for the bucket itself. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
}

/** A request with the parts that the signature and the payload need too. */
export interface ReceivedRequest extends BucketRequest {
  readonly requestId: string;
  /** The path as it was sent, without the query. */
  readonly rawPath: string;
  /** Bytes as they come from the connection, not yet decoded or verified. */
  readonly body: AsyncIterable<Buffer>;
}

/**
 * Reads a path-style request: `/bucket/key`. Nothing is normalised: `a/../b` is a key like any other. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access
 *
 * @throws S3Error InvalidURI, InvalidRequest
 */
export function readRequest(
  incoming: IncomingMessage,
  requestId: string,
  body: AsyncIterable<Buffer>,
): ReceivedRequest {
  const [rawPath = '', rawQuery = ''] = (incoming.url ?? '').split(/\?(.*)/s);
  const match = /^\/([^/]*)(?:\/(.*))?$/s.exec(rawPath);
  if (!match) throw new S3Error('InvalidURI');
  const headers = new Map(
    Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]),
  );
  const [bucket, key] = [decode(match[1] ?? ''), decode(match[2] ?? '')];
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  return { method: incoming.method ?? '', bucket, key, query: readQuery(rawQuery), headers, requestId, rawPath, body };
}

/** Decodes percent-encoding, and refuses bytes that are not UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

/** Reads the parameters. One that comes twice is refused: two readers might believe different ones. */
function readQuery(rawQuery: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of rawQuery.split('&').filter((text) => text !== '')) {
    const [name = '', value = ''] = pair.replaceAll('+', ' ').split(/=(.*)/s).map(decode);
    if (query.has(name)) throw new S3Error('InvalidRequest', `The query parameter ${name} is given twice.`);
    query.set(name, value);
  }
  return query;
}
