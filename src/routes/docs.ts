import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { describeApi } from '../api/document.ts';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';

/** `GET /openapi.json`: what the routes of `app` declare, as one document. It is made once, when first asked for. */
export function docs(dependencies: Dependencies, app: OpenAPIHono<AppEnv>) {
  const routes = new Hono<AppEnv>();
  let document: string | undefined;

  routes.get('/openapi.json', (c) => {
    document ??= describeApi(app, dependencies);
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });

  return routes;
}
