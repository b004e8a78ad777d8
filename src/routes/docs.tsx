import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import type { ApiDocument } from '../openapi/api-document.ts';
import type { Reference } from '../openapi/reference/reference.ts';

/** Sends the OpenAPI document of `app` (`GET /openapi.json`). The document is made at the first request. */
export function apiDocument(dependencies: Dependencies, app: OpenAPIHono<AppEnv>) {
  const routes = new Hono<AppEnv>();
  let document: Promise<string> | undefined;

  routes.get('/openapi.json', async (c) => {
    document ??= readDocument(app, dependencies).then((described) => JSON.stringify(described));
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(await document, 200, { 'Content-Type': 'application/json' });
  });

  return routes;
}

/** Sends the page that shows the OpenAPI document of `app` and tries its operations (`GET /docs`). */
export function docs(dependencies: Dependencies, app: OpenAPIHono<AppEnv>) {
  const { assets } = dependencies;
  const routes = new Hono<AppEnv>();
  let reference: Promise<Reference> | undefined;

  routes.get('/docs', async (c) => {
    if (!prefersPage(c)) {
      c.header('Vary', 'Accept', { append: true });
      return c.redirect('/openapi.json', 302);
    }
    reference ??= readReference(app, dependencies);
    // Few readers come here: no start of the app waits for this code.
    const { DocsPage } = await import('../views/docs/docs-page.tsx');
    const page = (
      <DocsPage
        reference={await reference}
        isSignedIn={c.get('user') !== undefined}
        stylesheetPath={assets.pathOf('docs.css')}
        scriptPath={assets.pathOf('docs.js')}
      />
    );
    return renderPage(c, dependencies, ({ pages }) => pages.docs.title, page);
  });

  return routes;
}

/** Describes the API; the code for it is loaded at the first request. */
async function readDocument(app: OpenAPIHono<AppEnv>, dependencies: Dependencies): Promise<ApiDocument> {
  const { describeApi } = await import('../openapi/document.ts');
  return describeApi(app, dependencies);
}

async function readReference(app: OpenAPIHono<AppEnv>, dependencies: Dependencies): Promise<Reference> {
  const { toReference } = await import('../openapi/reference/reference.ts');
  return toReference(await readDocument(app, dependencies));
}
