import { createLambdaHandler } from '../packages/lambda-adapter/src/handler.ts';
import { createSpill } from '../packages/lambda-adapter/src/spill.ts';
import { createLambdaStreamHandler } from '../packages/lambda-adapter/src/stream-handler.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createDependencies } from './dependencies.ts';
import { openQueue } from './queue/open-queue.ts';
import { createWriteLine } from './telemetry/request-line.ts';

const config = readConfig();
const dependencies = await createDependencies(config, new URL('./public/', import.meta.url), openQueue(config));
const app = createApp(dependencies);
const writeLine = createWriteLine(dependencies);

/**
 * The handler behind an HTTP API (payload 2.0) or a buffered function URL. Responses that it cannot carry go through
 * the bucket.
 */
export const handler = createLambdaHandler(app, {
  spill: createSpill({ objects: dependencies.bucket.spills, secret: config.sessionSecrets[0] }),
  writeLine,
});

/** The handler behind a function URL with `RESPONSE_STREAM`. */
export const streamHandler = createLambdaStreamHandler(app, { writeLine });
