import type { Log, LogLine } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Writes the log line of a request to the Lambda adapter, and counts a response that went through the bucket. */
export function createWriteLine({ log, metrics }: { log: Log; metrics: Metrics }): (line: LogLine) => void {
  return (line) => {
    log.info(line);
    if (line.spilled === true) metrics.count('AnswerSpilled', {});
  };
}
