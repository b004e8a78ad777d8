import type { Writable } from 'node:stream';

/** Errors with which responses have broken off. Each fails its invocation, so the log has it. */
const knownErrors = new WeakSet<Error>();

/**
 * Keeps the process alive after a response that breaks off.
 *
 * AWS's runtime client rejects two promises with the error of the stream that it gives to a handler: it awaits one of
 * them where the handler succeeds, the other one never. Node ends a process for such a promise, so the next request
 * would wait for a start, and those at the same time would break too.
 *
 * @see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (4.0.2, `createResponseStream`)
 */
export function outliveErrorsOf(stream: Writable): void {
  process.off('unhandledRejection', endUnlessKnown).on('unhandledRejection', endUnlessKnown);
  stream.on('error', (error) => knownErrors.add(error));
}

/** Without a listener Node would do this with every rejection. */
function endUnlessKnown(reason: unknown): void {
  if (!(reason instanceof Error && knownErrors.has(reason))) throw reason;
}
