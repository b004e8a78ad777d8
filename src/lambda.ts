import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createDependencies } from './dependencies.ts';
import { createLambdaHandler } from './lambda/handler.ts';
import { createLambdaStreamHandler } from './lambda/stream-handler.ts';

const app = createApp(createDependencies(readConfig(), new URL('./public/', import.meta.url)));

/** Behind an HTTP API (payload 2.0) or a buffered function URL. */
export const handler = createLambdaHandler(app);

/** Behind a function URL with `RESPONSE_STREAM`. */
export const streamHandler = createLambdaStreamHandler(app);
