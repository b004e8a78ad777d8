import { Logger } from '@aws-lambda-powertools/logger';
import { lineValue } from './line-value.ts';
import type { Log, LogLevel, LogLine } from './log.ts';

/**
 * Writes one JSON document a line to standard output, as CloudWatch Logs and Logs Insights read it. In a function with
 * `ApplicationLogLevel`, that decides which levels are printed; elsewhere `POWERTOOLS_LOG_LEVEL` does.
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 */
export function createJsonLog(logLevel: LogLevel, serviceName: string): Log {
  const logger = new Logger({ serviceName, logLevel, jsonReplacerFn: lineValue });
  return {
    info: (line) => logger.info(withMessage(line)),
    error: (line) => logger.error(withMessage(line)),
  };
}

/** Returns the line with a message, which Powertools requires. */
function withMessage(line: LogLine): LogLine & { message: string } {
  return { ...line, message: typeof line.message === 'string' ? line.message : '' };
}
