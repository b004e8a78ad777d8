import { appCookieNames, hostPrefix } from '../values/cookies.ts';

/** Patterns of secrets, and of details that operators do not need, each with its replacement. */
const secrets: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // An address keeps its origin: its path may be a one-time link, its query a signature or the name of a file.
  [/\b(https?:\/\/[^\s/?#"'<>`\\]+)[/?#][^\s"'<>`\\]*/gi, '$1/…'],
  [/\?[\w.~%+-]+=[^\s"'<>`\\]*/g, '?…'],
  // No name is longer; without a limit, names in names would be matched again and again.
  [/\b(X-Amz-[\w-]{1,64}|AWSAccessKeyId|Signature|response-content-[\w-]{1,64})(=|%3D)[^&\s"'<>`\\]+/gi, '$1$2…'],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization|x-amz-security-token)(["']?\s*[:=]\s*)[^\r\n]+/gi, '$1$2…'],
  [/\b(Bearer|Basic|AWS4-HMAC-SHA256)\s+[^\s"',]+[^\r\n"']*/g, '$1 …'],
  [new RegExp(`((?:${hostPrefix})?(?:${appCookieNames.join('|')}))=[^;\\s"']+`, 'g'), '$1=…'],
  // API tokens, see accounts/token-text.ts.
  [/\bslc_[\dA-Za-z]{8,}/g, 'slc_…'],
  [/\b(?:AKIA|ASIA)[A-Z\d]{12,}\b/g, '…'],
  [/\b(filename\*?)(=|%3D)[^\r\n;]+/gi, '$1$2…'],
];

/**
 * Returns a text without signed addresses, cookies, tokens and keys. It is the second line of defence: the code does
 * not log these on purpose, but they come inside the messages of errors (attacks 63 and 98).
 */
export function redact(text: string): string {
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}
