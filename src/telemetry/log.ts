/**
 * The log levels: a log writes its own level and the graver ones. The names are those of
 * `POWERTOOLS_LOG_LEVEL`.
 */
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'] as const;

export type LogLevel = (typeof logLevels)[number];

/**
 * The fields of one log line. `message` is for people; an `Error` anywhere in it becomes name, message, stack and
 * causes.
 */
export type LogLine = Record<string, unknown>;

/**
 * The log that operators read. Callers leave out signed URLs, cookies, tokens and file names; the adapters in
 * `telemetry/` remove those that come inside the messages of other software.
 */
export interface Log {
  info(line: LogLine): void;
  error(line: LogLine): void;
}
