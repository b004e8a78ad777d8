import { fieldNames } from './field-names.ts';

/**
 * What a client may say to an upstream: what it can read and what it has. Who it is (Cookie, Authorization) and where
 * it came from stay here.
 */
const goesUp = [
  'accept',
  'accept-encoding',
  'accept-language',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
];

/**
 * The header fields of the request to an upstream: some of the client's, and what is configured, which wins. A client
 * that names no coding gets `identity` asked for it, since no Accept-Encoding at all means that any will do (RFC 9110,
 * section 12.5.3) and Node would send none. What the client names in Connection is for its connection to us and ends
 * here (section 7.6.1); what is configured does not come over that connection.
 *
 * @param configured names in lower case
 */
export function forwardedRequestHeaders(
  asked: Headers,
  configured: Readonly<Record<string, string>>,
): Record<string, string> {
  const fields: Record<string, string> = { 'user-agent': 'sluice' };
  const ended = new Set(fieldNames(asked.get('connection')));
  for (const name of goesUp) {
    const value = ended.has(name) ? null : asked.get(name);
    if (value !== null) fields[name] = value;
  }
  return { ...fields, 'accept-encoding': fields['accept-encoding'] || 'identity', ...configured };
}
