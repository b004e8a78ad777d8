import { type Log, type LogLevel, type LogLine, logLevels } from '../log.ts';
import { lineValue } from './line-value.ts';

/** For a person at a terminal: time, what happened, and the rest as `name=value`; errors with their stacks below. */
export function createReadableLog(logLevel: LogLevel, print: (text: string) => void = console.log): Log {
  const write = (level: LogLevel, line: LogLine) => {
    if (logLevels.indexOf(level) >= logLevels.indexOf(logLevel)) print(format(level, line));
  };
  return { info: (line) => write('INFO', line), error: (line) => write('ERROR', line) };
}

function format(level: LogLevel, line: LogLine): string {
  // Through JSON and back: what is not fit to be printed is taken out on the way, and what is left are plain values.
  const printable: LogLine = JSON.parse(JSON.stringify(line, lineValue));
  const { message = '', error, stack, cause, method: _inMessage, route, status, ms, ...rest } = printable;
  const time = new Date().toTimeString().slice(0, 8);
  const what = [level === 'INFO' ? '' : level, error ? `${error}: ${message}` : message].filter(Boolean);
  if (status !== undefined) what.push(status);
  if (ms !== undefined) what.push(`${ms} ms`);
  if (error !== undefined && route !== undefined) what.push(`at ${route}`);
  return [[time, ...what, ...fieldsOf(rest)].join(' '), ...below(stack), ...causes(cause)].join('\n');
}

function causes(cause: unknown): string[] {
  if (typeof cause !== 'object' || cause === null) return cause === undefined ? [] : [`  caused by ${cause}`];
  const { error, message, stack, cause: deeper, ...rest }: LogLine = { ...cause };
  return [[`  caused by ${error}: ${message}`, ...fieldsOf(rest)].join(' '), ...below(stack), ...causes(deeper)];
}

/** The first line of a stack says again what stands above it. */
function below(stack: unknown): string[] {
  return typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
}

function fieldsOf(line: LogLine): string[] {
  return Object.entries(line).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
