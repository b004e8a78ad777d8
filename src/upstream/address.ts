/** Path and query of a request below an upstream's mount, both as they stand in the URL. */
export interface Address {
  /** Empty, or from its first slash on; percent-encoded. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

/** What a URL may have as it is in a path (RFC 3986, section 3.3), and the percent sign of what is encoded already. */
const notPlain = /[^\w\-.~!$&'()*+,;=:@%/]/gu;
const dots = /^\.{1,2}\s*(?:;|$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const separatorOrControl = /[/\\\u0000-\u001f\u007f]/;
const escaped = /%[0-9a-f]{2}/i;
/** Nobody encodes more often by mistake, and each time is a look at the whole path. */
const maxEncodings = 10;

/**
 * What follows `/upstreams/{name}` in a request's URL. It is taken from the text of the URL and not from a router's
 * parameters, which are decoded and could not be told from what they stood for.
 */
export function addressBelowMount(url: string): Address {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#]*\/[^/?#]*\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  return { path, query };
}

/**
 * The path to ask an upstream for: its base path with this below it, encoded once. Undefined for a path that could
 * mean something outside of the base to anybody on the way: a segment of dots (to Tomcat `..;x` is one too), an encoded
 * slash, a backslash, a control character, an empty segment (`//host`), what is no UTF-8; also when it is encoded more
 * than once, since some servers decode more than once.
 *
 * @param basePath without a slash at its end; empty for the whole origin
 * @see RFC 3986, section 5.2.4, for what a server does with dots
 */
export function pathBelow(basePath: string, path: string): string | undefined {
  const segments = path.split('/').slice(1);
  const isSafe = segments.every((segment, index) => {
    const isLast = index === segments.length - 1;
    return segment === '' ? isLast : namesOneThing(segment);
  });
  if (!isSafe) return undefined;
  return `${basePath}${path}`.replace(notPlain, encodeURIComponent) || '/';
}

/** Whether a segment stays one segment below its parent, however often it is decoded. */
function namesOneThing(segment: string): boolean {
  let text = decode(segment);
  for (let times = 1; text !== undefined && times <= maxEncodings; times++, text = decode(text)) {
    if (dots.test(text) || separatorOrControl.test(text) || !text.isWellFormed()) return false;
    if (!escaped.test(text)) return true;
  }
  return false;
}

/** Undefined for what is no percent-encoded UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
