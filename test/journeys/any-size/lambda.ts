import { createLambdaHandler } from '../../../packages/lambda-adapter/src/handler.ts';
import { createSpill } from '../../../packages/lambda-adapter/src/spill.ts';
import { createLambdaStreamHandler } from '../../../packages/lambda-adapter/src/stream-handler.ts';
import { readConfig } from '../../../src/config.ts';
import { createBucket } from '../../../src/storage/bucket.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';
import { anySizeApp } from './app.ts';

/** The entries of `src/lambda.ts`, for the app of these tests. */
const config = readConfig();
const bucket = createBucket(createBucketClient(config), () => new Date());
const app = anySizeApp();

export const handler = createLambdaHandler(app, {
  spill: createSpill({ objects: bucket.spills, secret: config.sessionSecrets[0] }),
});

export const streamHandler = createLambdaStreamHandler(app);
