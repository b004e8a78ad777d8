import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { prefersBrotli } from '../http/negotiation.ts';

/**
 * Allows a picture that is opened by itself its own styles, and nothing else. A logo with a script in it would run none;
 * as an image of a page it could run none either (HTML standard, images).
 */
const policyOfPictures = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** Sends the browser's scripts, stylesheets and the logo. Their names change with their content, so caches keep them for a year. */
export function assets({ assets: built }: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/:name', (c) => {
    const asset = built.find(c.req.param('name'));
    if (!asset) return c.notFound();
    c.header('Content-Type', asset.contentType);
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    c.header('Vary', 'Accept-Encoding');
    if (asset.contentType === 'image/svg+xml') c.header('Content-Security-Policy', policyOfPictures);
    if (!prefersBrotli(c)) return c.body(asset.read('plain'));
    c.header('Content-Encoding', 'br');
    return c.body(asset.read('br'));
  });

  return routes;
}
