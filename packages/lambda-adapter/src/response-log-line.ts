import type { LambdaRequest } from './read-event.ts';

/** Writes the finished log line of a request. */
export type WriteLine = (line: Record<string, unknown>) => void;

/** The log lines of one handler's requests: the app begins each, the adapter completes it. */
export interface ResponseLogLines {
  /** Returns the request with an empty line for the app to fill in. */
  begin(lambdaRequest: LambdaRequest): LambdaRequest;
  /** Writes the line, unless the app has left it empty. `startedAt` is by `performance.now()`. */
  finish(lambdaRequest: LambdaRequest, left: () => SentResponse, startedAt: number): void;
}

/** A response that has left. */
export interface SentResponse {
  readonly status: number;
  /** The size of the body as the client gets it. */
  readonly bytes: number;
  /** True when the client has seen a broken transfer. */
  readonly brokenOff?: true;
}

/**
 * Creates the log lines of a handler. `coldStart` is true on the first request of this process, whose client has waited
 * for it to start unless it was provisioned before.
 */
export function createResponseLogLines(write: WriteLine): ResponseLogLines {
  let coldStart = true;
  return {
    begin: ({ env, ...lambdaRequest }) => ({ ...lambdaRequest, env: { ...env, logLine: { spilled: false } } }),

    finish({ env: { logLine } }, left, startedAt) {
      if (logLine?.requestId !== undefined) {
        const ms = Math.round(performance.now() - startedAt);
        write({ ...logLine, ...left(), ms, coldStart });
      }
      coldStart = false;
    },
  };
}
