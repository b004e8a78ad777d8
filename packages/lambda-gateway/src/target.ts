/** The two halves of a request target. */
export interface Target {
  path: string;
  /** The query as the client sent it, without the question mark. */
  query: string;
}

/**
 * Splits a request target at its first question mark.
 *
 * An HTTP API decodes the path once, `%2F` and `%23` too, and then ends it at a question mark that came out of `%3F`
 * (captures from AWS: https://github.com/hotsock/voker/pull/8, told in
 * https://github.com/middleapi/standard-server/pull/93); a function URL leaves it alone. An invalid encoding is kept,
 * bytes that are not UTF-8 become U+FFFD; AWS documents neither.
 */
export function parseTarget(target: string, decodePath: boolean): Target {
  const originForm = target.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = originForm.indexOf('?');
  const path = mark < 0 ? originForm : originForm.slice(0, mark);
  const query = mark < 0 ? '' : originForm.slice(mark + 1);
  if (!decodePath) return { path, query };
  return { path: decode(path).split('?', 1)[0] ?? '', query };
}

function decode(path: string): string {
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString());
}
