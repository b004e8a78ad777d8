import type { Asked } from './read-event.ts';
import type { LambdaResult } from './result.ts';

/** Takes the finished log line of a request. */
export type WriteLine = (line: Record<string, unknown>) => void;

/** The log lines of one handler's requests: begun by the app, completed with what only the adapter knows. */
export interface AnswerLines {
  /** The request with an empty line for the app to fill in. */
  begin(asked: Asked): Asked;
  /** Writes the line, unless the app has left it empty. `startedAt` is by `performance.now()`. */
  finish(asked: Asked, result: LambdaResult, startedAt: number): void;
}

/**
 * `coldStart` is true on the first request of this process, whose client has waited for it to start unless it was
 * provisioned before.
 */
export function createAnswerLines(write: WriteLine): AnswerLines {
  let coldStart = true;
  return {
    begin: ({ request, env }) => ({ request, env: { ...env, logLine: { spilled: false } } }),

    finish({ env: { logLine } }, result, startedAt) {
      if (logLine?.requestId !== undefined) {
        const ms = Math.round(performance.now() - startedAt);
        write({ ...logLine, status: result.statusCode, bytes: bodyBytes(result), ms, coldStart });
      }
      coldStart = false;
    },
  };
}

/** Of the body as the client gets it. */
function bodyBytes({ body, isBase64Encoded }: LambdaResult): number {
  return Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
}
