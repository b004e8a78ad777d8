import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createBucket } from '../../../src/storage/bucket.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';

/** A condition that a bucket may fail to enforce. */
export type Leniency =
  | 'length'
  | 'type'
  | 'bytes'
  | 'acl'
  | 'condition'
  | 'tag'
  | 'no tag'
  | 'key'
  | 'method'
  | 'time'
  | 'once'
  | 'name'
  | 'another name'
  | 'removal';

/** Starts a server with one object that enforces all signed conditions but one. */
export async function startLenientBucket(lets: Leniency) {
  let stored: Buffer | undefined;
  const signed = new Map<string, Line>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (!isAsSigned(lineOf(request), signed, lets)) return response.writeHead(403).end();
      if (request.method === 'PUT') {
        const status = problem(request, body, lets, stored !== undefined);
        if (status === 200) stored = body;
        return response.writeHead(status).end();
      }
      if (request.method === 'DELETE') {
        if (lets !== 'removal') stored = undefined;
        return response.writeHead(204).end();
      }
      if (!stored) return response.writeHead(404).end();
      const name = new URL(request.url ?? '', 'http://x').searchParams.get('response-content-disposition');
      return response
        .writeHead(200, lets === 'name' || name === null ? {} : { 'content-disposition': name })
        .end(request.method === 'GET' ? stored : undefined);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = createBucketClient({
    ...{ bucketName: 'lenient', region: 'us-east-1', s3Endpoint: `http://127.0.0.1:${port}` },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    bucket: createBucket(client, () => new Date()),
    expired: createBucket(client, () => new Date(Date.now() - 3_600_000)),
    close: () => void server.close(),
  };
}

/** The method and parameters that a signature covers, apart from headers. */
interface Line {
  readonly method: string;
  readonly path: string;
  readonly signature: string | null;
  readonly name: string | null;
  readonly isOver: boolean;
}

function lineOf({ method = '', url = '' }: IncomingMessage): Line {
  const { pathname: path, searchParams: query } = new URL(url, 'http://x');
  const signedAt = query.get('X-Amz-Date')?.replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:') ?? '';
  return {
    ...{ method, path, signature: query.get('X-Amz-Signature'), name: query.get('response-content-disposition') },
    isOver: Date.parse(signedAt) + Number(query.get('X-Amz-Expires')) * 1000 < Date.now(),
  };
}

/** The first request with a signature shows what it is for. What the SDK signs in a header is always right. */
function isAsSigned(line: Line, signed: Map<string, Line>, lets: Leniency): boolean {
  if (line.signature === null) return true;
  const first = signed.get(line.signature) ?? line;
  signed.set(line.signature, first);
  return (
    (lets === 'key' || line.path === first.path) &&
    (lets === 'method' || line.method === first.method) &&
    (lets === 'another name' || line.name === first.name) &&
    (lets === 'time' || !line.isOver)
  );
}

function problem({ headers }: IncomingMessage, body: Buffer, lets: Leniency, isThere: boolean): number {
  if (lets !== 'length' && body.length !== 64) return 403;
  if (lets !== 'type' && headers['content-type'] !== 'application/octet-stream') return 403;
  if (lets !== 'acl' && headers['x-amz-acl'] !== undefined) return 403;
  if (lets !== 'condition' && headers['if-none-match'] !== '*') return 403;
  if (lets !== 'no tag' && headers['x-amz-tagging'] === undefined) return 403;
  if (lets !== 'tag' && (headers['x-amz-tagging'] ?? 'state=pending') !== 'state=pending') return 403;
  const isLongerAndMayBe = lets === 'length' && body.length !== 64;
  if (lets !== 'bytes' && !isLongerAndMayBe && !matches(body, String(headers['x-amz-checksum-sha256']))) return 400;
  return lets !== 'once' && isThere ? 412 : 200;
}

function matches(body: Buffer, sha256: string): boolean {
  return createHash('sha256').update(body).digest('base64') === sha256;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
