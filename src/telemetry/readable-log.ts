import { lineValue } from './line-value.ts';
import { type Log, type LogLevel, type LogLine, logLevels } from './log.ts';

/**
 * Creates a log for a person at a terminal. A line has the time, the message, and the rest as `name=value`; the stacks
 * of errors stand below.
 */
export function createReadableLog(logLevel: LogLevel, print: (text: string) => void = console.log): Log {
  const write = (level: LogLevel, line: LogLine) => {
    if (logLevels.indexOf(level) >= logLevels.indexOf(logLevel)) print(format(level, line));
  };
  return { info: (line) => write('INFO', line), error: (line) => write('ERROR', line) };
}

function format(level: LogLevel, line: LogLine): string {
  // JSON leaves out the values that must not be printed.
  const printable: LogLine = JSON.parse(JSON.stringify(line, lineValue));
  const { message = '', error, stack, cause, method: _inMessage, route, status, ms, ...rest } = printable;
  const time = new Date().toTimeString().slice(0, 8);
  const what = [level === 'INFO' ? '' : level, error ? `${error}: ${message}` : message].filter(Boolean);
  if (status !== undefined) what.push(status);
  if (ms !== undefined) what.push(`${ms} ms`);
  if (error !== undefined && route !== undefined) what.push(`at ${route}`);
  const first = [time, ...what, ...fieldsOf(rest)].join(' ');
  return [first, ...stackLines(stack, message), ...causes(cause)].map(onOneLine).join('\n');
}

/**
 * Escapes, as JSON does, the characters that end a line, write over one or steer a terminal. So a value from outside
 * cannot look like a line of this log.
 */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
    const { [character]: short } = shortEscapes;
    return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const shortEscapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function causes(cause: unknown): string[] {
  if (typeof cause !== 'object' || cause === null) return cause === undefined ? [] : [`  caused by ${cause}`];
  const { error, message, stack, cause: deeper, ...rest }: LogLine = { ...cause };
  return [
    [`  caused by ${error}: ${message}`, ...fieldsOf(rest)].join(' '),
    ...stackLines(stack, message),
    ...causes(deeper),
  ];
}

/**
 * Returns the calls of a stack. It skips the message at the stack's beginning, which may have lines that look like
 * calls.
 */
function stackLines(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  const calls = typeof message === 'string' ? stack.slice(stack.indexOf(message) + message.length) : stack;
  return calls.split('\n').filter((line) => /^\s+at /.test(line));
}

function fieldsOf(line: LogLine): string[] {
  return Object.entries(line).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
