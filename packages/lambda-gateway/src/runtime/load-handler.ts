import { pathToFileURL } from 'node:url';
import { isStreaming } from './awslambda.ts';

/** A handler as Lambda calls it: `(event, context)`, or `(event, responseStream, context)` when streamified. */
export type Handler = (event: unknown, ...rest: unknown[]) => unknown;

/**
 * Loads a handler from a bundle.
 *
 * @throws Error named as Lambda names it: `Runtime.HandlerNotFound` when there is no such function,
 * `Runtime.CallbackHandlerDeprecated` when it expects a callback, which Node.js 24 on Lambda no longer gives
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html); else the bundle's own error.
 */
export async function loadHandler(bundle: string, exportName: string): Promise<Handler> {
  const exported: Record<string, unknown> = await import(pathToFileURL(bundle).href);
  const handler = exported[exportName];
  if (!isFunction(handler)) throw named('Runtime.HandlerNotFound', `${exportName} is undefined or not exported`);
  if (handler.length > 2 && !isStreaming(handler)) {
    throw named('Runtime.CallbackHandlerDeprecated', 'callback-based handlers are not supported; return a promise');
  }
  return handler;
}

function isFunction(value: unknown): value is Handler {
  return typeof value === 'function';
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
