import { appCookieNames, hostPrefix } from '../values/cookies.ts';

/**
 * Patterns of secrets, and of details that operators do not need, each with its replacement. Every text that a pattern
 * matches has its sign.
 */
const secrets: readonly (readonly [sign: string, pattern: RegExp, instead: string])[] = [
  // An address keeps its origin: its path may be a one-time link, its query a signature or the name of a file.
  ['://', /\b(https?:\/\/[^\s/?#"'<>`\\]+)[/?#][^\s"'<>`\\]*/gi, '$1/…'],
  ['[?]', /\?[\w.~%+-]+=[^\s"'<>`\\]*/g, '?…'],
  // No name is longer; without a limit, names in names would be matched again and again.
  [
    'X-Amz-|AWSAccessKeyId|Signature|response-content-',
    /\b(X-Amz-[\w-]{1,64}|AWSAccessKeyId|Signature|response-content-[\w-]{1,64})(=|%3D)[^&\s"'<>`\\]+/gi,
    '$1$2…',
  ],
  [
    'cookie|authorization|x-amz-security-token',
    /\b((?:set-)?cookie|(?:proxy-)?authorization|x-amz-security-token)(["']?\s*[:=]\s*)[^\r\n]+/gi,
    '$1$2…',
  ],
  ['Bearer|Basic|AWS4-HMAC-SHA256', /\b(Bearer|Basic|AWS4-HMAC-SHA256)\s+[^\s"',]+[^\r\n"']*/g, '$1 …'],
  [
    appCookieNames.join('|'),
    new RegExp(`((?:${hostPrefix})?(?:${appCookieNames.join('|')})(?:\\.[\\w-]+)?)=[^;\\s"']+`, 'g'),
    '$1=…',
  ],
  // The secrets of links to share, see sharing/share-secret.ts.
  ['/s/', /(\/s\/)[\dA-Za-z]{8,}/g, '$1…'],
  // API tokens, see accounts/token-text.ts.
  ['slc_', /\bslc_[\dA-Za-z]{8,}/g, 'slc_…'],
  ['AKIA|ASIA', /\b(?:AKIA|ASIA)[A-Z\d]{12,}\b/g, '…'],
  ['filename', /\b(filename\*?)(=|%3D)[^\r\n;]+/gi, '$1$2…'],
];

/** One search for all signs: most texts have none, and need no other. */
const anySign = new RegExp(secrets.map(([sign]) => sign).join('|'), 'i');

/**
 * Returns a text without signed addresses, cookies, tokens and keys. It is the second line of defence: the code does
 * not log these on purpose, but they come inside the messages of errors (attacks 63 and 98).
 */
export function redact(text: string): string {
  if (!anySign.test(text)) return text;
  return secrets.reduce((rest, [, pattern, instead]) => rest.replace(pattern, instead), text);
}
