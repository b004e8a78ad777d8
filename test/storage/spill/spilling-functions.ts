import { DeleteObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { App } from '../../../packages/lambda-adapter/src/bindings.ts';
import { createLambdaHandler, type LambdaHandler } from '../../../packages/lambda-adapter/src/handler.ts';
import { createSpill } from '../../../packages/lambda-adapter/src/spill.ts';
import type { BucketRequest, Fault } from '../../../packages/s3-server/src/server.ts';
import { createBucket } from '../../../src/storage/bucket.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';
import { prepareBucket } from '../../../src/storage/prepare-bucket.ts';
import { testConfig } from '../../support/test-config.ts';
import { startTestS3 } from '../../support/test-s3.ts';

const spillSecret = 'a-secret-for-spills-that-is-long-enough';

/** Functions that spill into one embedded bucket. */
export interface SpillingFunctions {
  readonly config: ReturnType<typeof testConfig>;
  /** Returns the handler of one process of the function, whose clock is ahead by so many days. */
  newProcess(app: App, daysAhead?: number): LambdaHandler;
  /** Returns the bucket's requests since the start or the last call, as `PUT`, `PUT part`, `POST complete`, …. */
  asked(): string[];
  /** Returns all keys, and all multipart uploads under way. */
  left(): Promise<{ keys: string[]; uploads: string[] }>;
  /** Ends all failures and removes all objects. */
  clear(): Promise<void>;
  /** Chooses a fault for each request, or undefined. */
  fail(fault: (what: string) => Fault | undefined): void;
  advanceSeconds(seconds: number): void;
  applyLifecycle(): Promise<void>;
  close(): Promise<void>;
}

export async function startSpillingFunctions(): Promise<SpillingFunctions> {
  let requests: string[] = [];
  let faultOf: (what: string) => Fault | undefined = () => undefined;
  let offsetMs = 0;
  const clock = () => new Date(Date.now() + offsetMs);
  const bucket = await startTestS3({
    clock,
    intercept(request) {
      const what = nameOf(request);
      requests.push(what);
      return faultOf(what);
    },
  });
  const config = testConfig(bucket.settings);
  const { s3, name: Bucket, address } = createBucketClient(config);
  await prepareBucket({ s3, name: Bucket, address }, ['http://localhost:3000']);
  const left = async () => {
    faultOf = () => undefined;
    const [objects, uploads] = await Promise.all([
      s3.send(new ListObjectsV2Command({ Bucket })),
      s3.send(new ListMultipartUploadsCommand({ Bucket })),
    ]);
    return {
      keys: objects.Contents?.map(({ Key = '' }) => Key) ?? [],
      uploads: uploads.Uploads?.map(({ Key = '' }) => Key) ?? [],
    };
  };
  return {
    config,
    newProcess(app, daysAhead = 0) {
      const functionClock = () => new Date(clock().getTime() + daysAhead * 86_400_000);
      const { spills: objects } = createBucket(createBucketClient(config), functionClock);
      return createLambdaHandler(app, { spill: createSpill({ objects, secret: spillSecret }) });
    },
    asked() {
      const all = requests;
      requests = [];
      return all;
    },
    left,
    async clear() {
      const { keys } = await left();
      await Promise.all(keys.map((Key) => s3.send(new DeleteObjectCommand({ Bucket, Key }))));
    },
    fail(fault) {
      faultOf = fault;
    },
    advanceSeconds(seconds) {
      offsetMs += seconds * 1000;
    },
    applyLifecycle: bucket.applyLifecycle,
    close: bucket.close,
  };
}

function nameOf({ method, query, key }: BucketRequest): string {
  if (key.endsWith('.claim')) return `${method} claim`;
  if (query.has('partNumber')) return `${method} part`;
  if (query.has('uploads')) return `${method} begin`;
  if (query.has('uploadId')) return method === 'POST' ? 'POST complete' : `${method} upload`;
  return method;
}
