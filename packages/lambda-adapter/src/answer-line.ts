import type { LambdaRequest } from './read-event.ts';

/** Takes the finished log line of a request. */
export type WriteLine = (line: Record<string, unknown>) => void;

/** The log lines of one handler's requests: begun by the app, completed with what only the adapter knows. */
export interface AnswerLines {
  /** The request with an empty line for the app to fill in. */
  begin(asked: LambdaRequest): LambdaRequest;
  /** Writes the line, unless the app has left it empty. `startedAt` is by `performance.now()`. */
  finish(asked: LambdaRequest, left: () => LeftAnswer, startedAt: number): void;
}

/** An answer as it has left. */
export interface LeftAnswer {
  readonly status: number;
  /** Of the body as the client gets it. */
  readonly bytes: number;
  /** Whether the client has been shown that it did not get all of it. */
  readonly brokenOff?: true;
}

/**
 * `coldStart` is true on the first request of this process, whose client has waited for it to start unless it was
 * provisioned before.
 */
export function createAnswerLines(write: WriteLine): AnswerLines {
  let coldStart = true;
  return {
    begin: ({ env, ...asked }) => ({ ...asked, env: { ...env, logLine: { spilled: false } } }),

    finish({ env: { logLine } }, left, startedAt) {
      if (logLine?.requestId !== undefined) {
        const ms = Math.round(performance.now() - startedAt);
        write({ ...logLine, ...left(), ms, coldStart });
      }
      coldStart = false;
    },
  };
}
