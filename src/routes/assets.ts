import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { prefersBrotli } from '../http/negotiation.ts';

/** Sends the browser's scripts and stylesheets. Their names change with their content, so caches keep them for a year. */
export function assets({ assets: built }: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/:name', (c) => {
    const asset = built.find(c.req.param('name'));
    if (!asset) return c.notFound();
    c.header('Content-Type', asset.contentType);
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    c.header('Vary', 'Accept-Encoding');
    if (!prefersBrotli(c)) return c.body(asset.read('plain'));
    c.header('Content-Encoding', 'br');
    return c.body(asset.read('br'));
  });

  return routes;
}
