import { lineValue } from './line-value.ts';
import { type Log, type LogLevel, type LogLine, logLevels } from './log.ts';

/**
 * Writes one JSON document a line, as CloudWatch Logs and Logs Insights read it. Errors go to standard error, other
 * lines to standard output. `findTraceId` returns the X-Ray trace of the running invocation, in the form of
 * `_X_AMZN_TRACE_ID`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 */
export function createJsonLog(
  logLevel: LogLevel,
  serviceName: string,
  findTraceId: () => string | undefined = () => undefined,
): Log {
  const write = (level: 'INFO' | 'ERROR', line: LogLine) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(logLevel)) return;
    const head = {
      level,
      message: typeof line.message === 'string' ? line.message : undefined,
      timestamp: new Date().toISOString(),
      service: serviceName,
      // Everything is written. Dashboards made for Powertools' lines look for these names.
      sampling_rate: 0,
      xray_trace_id: rootOf(findTraceId()),
    };
    // First for the order of the fields, and last so that no field of the line replaces them.
    const text = serialise({ ...head, ...line, ...head });
    (level === 'ERROR' ? process.stderr : process.stdout).write(`${text}\n`);
  };
  return { info: (line) => write('INFO', line), error: (line) => write('ERROR', line) };
}

/** Returns the trace's id, `1-67891233-abcdef…`, from `Root=…;Parent=…;Sampled=…`. */
function rootOf(trace: string | undefined): string | undefined {
  return trace && (/(?:^|;)Root=([^;]+)/.exec(trace)?.[1] ?? trace);
}

/** Returns a line as JSON. A value that JSON cannot express loses that value and not the line. */
function serialise(line: LogLine): string {
  try {
    return JSON.stringify(line, lineValue);
  } catch {
    return JSON.stringify(line, withoutCycles());
  }
}

/** Returns `lineValue` with big integers as texts, and without objects that the line has already. */
function withoutCycles(): (name: string, value: unknown) => unknown {
  const seen = new WeakSet<object>();
  return (name, given) => {
    const value = lineValue(name, given);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return value;
  };
}
