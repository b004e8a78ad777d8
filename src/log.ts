/** Where the app writes what operators read. Never a signed URL, cookie, token or file name in it. */
export interface Log {
  info(line: Record<string, unknown>): void;
  error(line: Record<string, unknown>): void;
}

/** One JSON document a line on standard output, as CloudWatch reads it. */
export const jsonLog: Log = {
  info: (line) => console.log(JSON.stringify({ level: 'info', ...line })),
  error: (line) => console.log(JSON.stringify({ level: 'error', ...line })),
};
