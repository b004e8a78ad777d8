import { lineValue } from './line-value.ts';
import { type Log, type LogLevel, type LogLine, logLevels } from './log.ts';

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
  const first = [time, ...what, ...fieldsOf(rest)].join(' ');
  return [first, ...below(stack, message), ...causes(cause)].map(onOneLine).join('\n');
}

/**
 * What would end a line, write over one or steer a terminal is written as JSON writes it: a value that comes from
 * ports looks like no line of ours.
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
    ...below(stack, message),
    ...causes(deeper),
  ];
}

/** A stack begins with what stands above it already: the message, which may have lines that look like calls. */
function below(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  const calls = typeof message === 'string' ? stack.slice(stack.indexOf(message) + message.length) : stack;
  return calls.split('\n').filter((line) => /^\s+at /.test(line));
}

function fieldsOf(line: LogLine): string[] {
  return Object.entries(line).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
