/** Path and query of a request below an upstream's mount, both as they stand in the URL. */
export interface Address {
  /** Empty, or from its first slash on; percent-encoded. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

/**
 * Matches the characters that a URL path must encode (RFC 3986, section 3.3); a percent sign counts as encoded already.
 */
const notPlain = /[^\w\-.~!$&'()*+,;=:@%/]/gu;
const dots = /^\.{1,2}\s*(?:;|$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern finds control characters.
const separatorOrControl = /[/\\\u0000-\u001f\u007f]/;
const escaped = /%[0-9a-f]{2}/i;
/** The most decodings of a path. Mistakes do not encode more often, and each one costs a pass over the whole path. */
const maxEncodings = 10;

/**
 * Returns the path and query behind `/upstreams/{name}` in a request's URL. It reads the text of the URL and not a
 * router's parameters: those are decoded, which loses the original characters.
 */
export function addressBelowMount(url: string): Address {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#]*\/[^/?#]*\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  return { path, query };
}

/**
 * Returns the path to request from an upstream: its base path and this one below it, encoded once. `undefined` for a
 * path that a server or proxy could resolve outside of the base: a segment of dots (to Tomcat `..;x` is one too), an
 * encoded slash, a backslash, a control character, an empty segment (`//host`), bytes that are not UTF-8. The same
 * holds when the path is encoded more than once, since some servers decode more than once.
 *
 * @param basePath without a slash at its end; empty for the whole origin
 * @see RFC 3986, section 5.2.4, for what a server does with dots
 */
export function pathBelow(basePath: string, path: string): string | undefined {
  const segments = path.split('/').slice(1);
  const isSafe = segments.every((segment, index) => {
    const isLast = index === segments.length - 1;
    return segment === '' ? isLast : isOneSegment(segment);
  });
  if (!isSafe) return undefined;
  return `${basePath}${path}`.replace(notPlain, encodeURIComponent) || '/';
}

/** True when a segment stays one segment below its parent after any number of decodings. */
function isOneSegment(segment: string): boolean {
  let text = decode(segment);
  for (let times = 1; text !== undefined && times <= maxEncodings; times++, text = decode(text)) {
    if (dots.test(text) || separatorOrControl.test(text) || !text.isWellFormed()) return false;
    if (!escaped.test(text)) return true;
  }
  return false;
}

/** Decodes a text once; `undefined` for a text that is no percent-encoded UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
