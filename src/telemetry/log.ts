/** How much is written: this level and what is graver. The names are those of Powertools' `POWERTOOLS_LOG_LEVEL`. */
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What one line says. `message` is for people; an `Error` anywhere in it becomes name, message, stack and causes. */
export type LogLine = Record<string, unknown>;

/**
 * Where the app writes what operators read. Whoever writes leaves out signed URLs, cookies, tokens and file names; the
 * adapters in `telemetry/` take out what comes in all the same, inside the messages of others.
 */
export interface Log {
  info(line: LogLine): void;
  error(line: LogLine): void;
}
