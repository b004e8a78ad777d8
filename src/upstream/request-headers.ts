import { fieldNames } from './field-names.ts';

/**
 * The client's headers that go to an upstream: preferences and conditions. Credentials (Cookie, Authorization) and the
 * client's origin stay here.
 */
const forwardedNames = [
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
 * Returns the header fields of the request to an upstream: some of the client's, and the configured ones, which win.
 * For a client without Accept-Encoding the app sends `identity`, since without the header any coding is acceptable (RFC
 * 9110, section 12.5.3). The fields that the client names in Connection are hop-by-hop and not forwarded (section
 * 7.6.1); the configured ones do not come over that connection.
 *
 * @param configured names in lower case
 */
export function forwardedRequestHeaders(
  clientHeaders: Headers,
  configured: Readonly<Record<string, string>>,
): Record<string, string> {
  const fields: Record<string, string> = { 'user-agent': 'sluice' };
  const ended = new Set(fieldNames(clientHeaders.get('connection')));
  for (const name of forwardedNames) {
    const value = ended.has(name) ? null : clientHeaders.get(name);
    if (value !== null) fields[name] = value;
  }
  return { ...fields, 'accept-encoding': fields['accept-encoding'] || 'identity', ...configured };
}
