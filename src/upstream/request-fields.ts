/**
 * What a client may say to an upstream: what it can read and what it has. Who it is (Cookie, Authorization) and where
 * it came from stay here.
 */
const GOES_UP = [
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
 * section 12.5.3) and Node would send none.
 *
 * @param configured names in lower case
 */
export function fieldsUp(asked: Headers, configured: Readonly<Record<string, string>>): Record<string, string> {
  const fields: Record<string, string> = { 'user-agent': 'sluice' };
  for (const name of GOES_UP) {
    const value = asked.get(name);
    if (value !== null) fields[name] = value;
  }
  return { ...fields, 'accept-encoding': fields['accept-encoding'] || 'identity', ...configured };
}
