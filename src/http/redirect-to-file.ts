import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { presignFile } from '../files/download.ts';
import type { OpenedFile } from '../files/opened-file.ts';
import { presignPreview } from '../previews/presign-preview.ts';
import type { PreviewSize } from '../previews/preview-key.ts';
import { type PresignedRequest, stableSeconds } from '../storage/presigned-request.ts';
import type { Disposition } from '../values/content-disposition.ts';
import type { AppEnv } from './app-env.ts';
import { asksForJson } from './negotiation.ts';

/**
 * Redirects an authorised client to the file; no referrer passes its address on. A client that asks for JSON gets the
 * address as JSON: scripts cannot follow a redirect to the bucket with credentials.
 * The return type is inferred, for the compiler to compare the JSON with the schema of the route's operation.
 *
 * @param namesOneFile false for a path that may lead to another file at any moment
 */
export async function redirectToFile(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  file: OpenedFile,
  disposition: Disposition,
  namesOneFile = true,
) {
  c.header('Vary', 'Accept', { append: true });
  const { filename, contentType, size } = file;
  const signed = await presignFile(dependencies.bucket, file, disposition, methodOf(c));
  if (asksForJson(c)) return c.json({ ...describeAddress(signed), filename, contentType, size }, 200);
  // A film is asked for part by part, while it plays.
  const leftSeconds = contentType.startsWith('image/') ? secondsOfARequest : stableSeconds;
  return redirectTo(c, signed, namesOneFile ? dependencies.clock() : undefined, leftSeconds);
}

/** Redirects an authorised client to a preview of the file, or sends the address of the preview as JSON. */
export async function sendPreview(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  file: OpenedFile,
  size: PreviewSize,
  namesOneFile = true,
) {
  if (!asksForJson(c)) return redirectToPreview(c, dependencies, file, size, namesOneFile);
  c.header('Vary', 'Accept', { append: true });
  return c.json(describeAddress(await presignPreview(dependencies.bucket, file, size, 'GET')), 200);
}

/** Redirects an authorised client to a preview of the file. */
export async function redirectToPreview(
  c: Context<AppEnv>,
  { bucket, clock }: Dependencies,
  file: OpenedFile,
  size: PreviewSize,
  namesOneFile = true,
) {
  c.header('Vary', 'Accept', { append: true });
  return redirectTo(c, await presignPreview(bucket, file, size, methodOf(c)), namesOneFile ? clock() : undefined);
}

/** Returns the method to sign: a script that asks for the address as JSON fetches the file with it. */
const methodOf = (c: Context<AppEnv>) => (c.req.method === 'HEAD' && !asksForJson(c) ? 'HEAD' : 'GET');

const describeAddress = ({ url, expiresAt }: PresignedRequest) => ({ url, expiresAt: expiresAt.toISOString() });

/**
 * Redirects to a signed address. The client itself keeps the redirect to a stable address as long as that works: at
 * least half of its lifetime, in which the client finds the bytes that it has kept of it.
 *
 * @param now the time, for a redirect that may be kept
 * @param leftSeconds the time for which the address still works when the client asks for it last
 */
function redirectTo(
  c: Context<AppEnv>,
  { url, isStable, expiresAt }: PresignedRequest,
  now: Date | undefined,
  leftSeconds = secondsOfARequest,
) {
  if (now !== undefined && isStable) {
    const keptSeconds = Math.floor((expiresAt.getTime() - now.getTime()) / 1000) - leftSeconds;
    c.header('Cache-Control', `private, max-age=${Math.max(keptSeconds, 0)}`);
    c.header('Vary', 'Cookie, Authorization', { append: true });
  }
  return c.redirect(url, 302);
}

/** Browsers count from the arrival of a response, which a slow line delays. */
const secondsOfARequest = 10;
