import type { Log, LogLine } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Writes the line of a request that the Lambda adapter has carried, and counts what went by way of the bucket. */
export function createWriteLine({ log, metrics }: { log: Log; metrics: Metrics }): (line: LogLine) => void {
  return (line) => {
    log.info(line);
    if (line.spilled === true) metrics.count('AnswerSpilled', {});
  };
}
