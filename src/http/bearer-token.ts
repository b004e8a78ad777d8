import type { Context } from 'hono';

/**
 * Returns the token in `Authorization: Bearer …` (RFC 6750, 2.1; the scheme in any case, RFC 9110, 11.1). `undefined`
 * when the request has no such header. Other schemes belong to a gateway or a proxy.
 */
export function bearerToken(c: Context): string | undefined {
  const { text } = /^bearer(?=$| )(?<text>.*)$/is.exec(c.req.header('Authorization')?.trim() ?? '')?.groups ?? {};
  return text?.trim();
}
