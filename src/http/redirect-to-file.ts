import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { presignFile } from '../files/download.ts';
import type { OpenedFile } from '../files/opened-file.ts';
import type { Disposition } from '../values/content-disposition.ts';
import type { AppEnv } from './app-env.ts';
import { asksForJson } from './negotiation.ts';

/**
 * Redirects an authorised client to the file; no cache may keep the redirect, and no referrer passes its address on. A
 * client that asks for JSON gets the address as JSON: scripts cannot follow a redirect to the bucket with credentials.
 * The return type is inferred, for the compiler to compare the JSON with the schema of the route's operation.
 *
 * @param keptSeconds the time for which the client itself may keep redirect and file, shorter than the address is valid
 */
export async function redirectToFile(
  c: Context<AppEnv>,
  { bucket }: Dependencies,
  file: OpenedFile,
  disposition: Disposition,
  keptSeconds = 0,
) {
  c.header('Vary', 'Accept', { append: true });
  const { filename, contentType, size } = file;
  if (asksForJson(c)) {
    const { url, expiresAt } = await presignFile(bucket, file, disposition, 'GET');
    return c.json({ url, expiresAt: expiresAt.toISOString(), filename, contentType, size }, 200);
  }
  const cacheControl = keptSeconds > 0 ? `private, max-age=${keptSeconds}` : undefined;
  const method = c.req.method === 'HEAD' ? 'HEAD' : 'GET';
  const { url } = await presignFile(bucket, file, disposition, method, cacheControl);
  if (cacheControl !== undefined) {
    c.header('Cache-Control', cacheControl);
    c.header('Vary', 'Cookie, Authorization', { append: true });
  }
  return c.redirect(url, 302);
}
