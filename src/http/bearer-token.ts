import type { Context } from 'hono';

/**
 * What a request sends as `Authorization: Bearer …` (RFC 6750, 2.1; the scheme in any case, RFC 9110, 11.1);
 * `undefined` when it sends no such header. Other schemes are a gateway's or a proxy's business.
 */
export function bearerToken(c: Context): string | undefined {
  const { text } = /^bearer(?=$| )(?<text>.*)$/is.exec(c.req.header('Authorization')?.trim() ?? '')?.groups ?? {};
  return text?.trim();
}
