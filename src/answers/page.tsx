import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { Layout } from '../views/layout.tsx';

/** Answers with a page: the content in the frame that every page has. */
export async function answerPage(
  c: Context<AppEnv>,
  { assets, forms }: Dependencies,
  title: string,
  content: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const user = c.get('user');
  const offered = user ? [...forms.values()].filter((form) => form.maySubmit(user)) : [];
  const frame = {
    stylesheetPath: assets.pathOf('styles.css'),
    scriptPath: assets.pathOf('main.js'),
    path: c.req.path,
    user,
    forms: offered,
  };
  const document = await (
    <Layout frame={frame} title={title}>
      {content}
    </Layout>
  ).toString();
  c.header('Vary', 'Accept', { append: true });
  return c.html(`<!doctype html>${document}`, status);
}
