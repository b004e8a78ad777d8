import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  type $Command,
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientResolvedConfig,
  S3ServiceException,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type EmbeddedBucket, type EmbeddedBucketOptions, type Fault, startEmbeddedBucket } from '../src/server.ts';

export const credentials = { accessKeyId: 'AKEXAMPLE', secretAccessKey: 'not/a+secret' };
export const testBucketName = 'test';

/** A response with any status. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** The `<Code>` of an error document, or the code of a broken connection. */
  readonly code: string;
}

/** An embedded bucket with one bucket in it. Its clock can be moved, and it can inject faults. */
export class TestServer {
  readonly dataDir: string;
  readonly client: S3Client;
  /** For presigned URLs without the checksum of nothing. */
  readonly presigning: S3Client;
  #bucket: EmbeddedBucket;
  readonly #options: EmbeddedBucketOptions;
  #offsetMs = 0;
  fault: Fault | undefined;

  private constructor(dataDir: string, options: EmbeddedBucketOptions, bucket: EmbeddedBucket) {
    this.dataDir = dataDir;
    this.#options = options;
    this.#bucket = bucket;
    const endpoint = () => Promise.resolve(new URL(this.endpoint));
    const settings = { region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials };
    const at = async () => ({
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: Number((await endpoint()).port),
      path: '/',
    });
    this.client = new S3Client({ ...settings, endpoint: at });
    this.presigning = new S3Client({ ...settings, endpoint: at, requestChecksumCalculation: 'WHEN_REQUIRED' });
  }

  static async start(): Promise<TestServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'sluice-bucket-'));
    let testServer: TestServer | undefined;
    const options: EmbeddedBucketOptions = {
      dataDir,
      credentials,
      clock: () => testServer?.now() ?? new Date(),
      intercept: () => {
        const fault = testServer?.fault;
        if (testServer) testServer.fault = undefined;
        return fault;
      },
    };
    testServer = new TestServer(dataDir, options, await startEmbeddedBucket(options));
    await testServer.client.send(new CreateBucketCommand({ Bucket: testBucketName }));
    return testServer;
  }

  get endpoint(): string {
    return this.#bucket.endpoint;
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** Moves the bucket's clock only; the SDK signs by the real one. */
  advanceSeconds(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }

  applyLifecycle(): Promise<void> {
    return this.#bucket.applyLifecycle();
  }

  async restart(): Promise<void> {
    await this.#bucket.close();
    this.#bucket = await startEmbeddedBucket(this.#options);
  }

  async close(): Promise<void> {
    this.client.destroy();
    this.presigning.destroy();
    await this.#bucket.close();
    await rm(this.dataDir, { recursive: true });
  }

  put(key: string, body: string | Buffer = 'x', more: object = {}) {
    return this.client.send(new PutObjectCommand({ Bucket: testBucketName, Key: key, Body: body, ...more }));
  }

  /** Returns the path and query of a presigned URL. */
  async presign<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: $Command<Input, Output, S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>,
    options: Parameters<typeof getSignedUrl>[2] = {},
  ): Promise<string> {
    const url = await getSignedUrl(this.presigning, command, { expiresIn: 300, ...options });
    return url.slice(this.endpoint.length); // not through URL, which would normalise the key
  }

  /** Sends a request as it stands, without normalisation, retry or a shared connection. */
  raw(
    method: string,
    path: string,
    headers: http.OutgoingHttpHeaders = {},
    body: string | Buffer | Readable = '',
  ): Promise<RawAnswer> {
    const { hostname, port, host } = new URL(this.endpoint);
    return new Promise((resolve) => {
      const broken = (error: NodeJS.ErrnoException) =>
        resolve({ status: 0, headers: {}, body: Buffer.alloc(0), code: error.code ?? error.message });
      const request = http.request(
        { hostname, port, method, path, headers: { host, ...headers }, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', broken);
          answer.on('end', () => {
            const all = Buffer.concat(chunks);
            const code = /<Code>([^<]*)<\/Code>/.exec(all.toString('utf8', 0, 2000))?.[1] ?? '';
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: all, code });
          });
        },
      );
      request.on('error', broken);
      if (body instanceof Readable) body.pipe(request);
      else request.end(body);
    });
  }
}

/** Returns `403 AccessDenied` for example, or `200` when the call was not refused after all. */
export async function outcome(call: Promise<{ $metadata: { httpStatusCode?: number } }>): Promise<string> {
  try {
    return String((await call).$metadata.httpStatusCode);
  } catch (error) {
    if (error instanceof S3ServiceException) return `${error.$metadata.httpStatusCode} ${error.name}`;
    throw error;
  }
}

/** Returns the same for a raw request. */
export function told({ status, code }: RawAnswer): string {
  return code === '' ? String(status) : `${status} ${code}`;
}

export function uniqueKey(): string {
  return `key-${randomUUID()}`;
}
