import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { prefersPage } from '../http/negotiation.ts';
import { describeApi } from '../openapi/document.ts';
import { DocsPage } from '../views/docs-page.tsx';

/**
 * Sends the OpenAPI document of `app` (`GET /openapi.json`), and its interactive page (`GET /docs`). The document is
 * made at the first request.
 */
export function docs(dependencies: Dependencies, app: OpenAPIHono<AppEnv>) {
  const { assets, brand } = dependencies;
  const routes = new Hono<AppEnv>();
  let document: Promise<string> | undefined;

  routes.get('/openapi.json', async (c) => {
    document ??= describeApi(app, dependencies);
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(await document, 200, { 'Content-Type': 'application/json' });
  });

  routes.get('/docs', async (c) => {
    c.header('Vary', 'Accept', { append: true });
    if (!prefersPage(c)) return c.redirect('/openapi.json', 302);
    const scriptPaths = [assets.pathOf('swagger-ui-bundle.js'), assets.pathOf('docs.js')];
    const page = await (
      <DocsPage
        name={brand.name}
        logoPath={assets.pathOf('logo.svg')}
        stylesheetPath={assets.pathOf('swagger-ui.css')}
        scriptPaths={scriptPaths}
      />
    ).toString();
    return c.html(`<!doctype html>${page}`);
  });

  return routes;
}
