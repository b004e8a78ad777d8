import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { rejectApiToken } from '../http/guards.ts';
import { rememberLanguage } from '../http/language.ts';
import { localPath } from '../http/local-path.ts';
import { readForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { isLanguage, languages } from '../messages/language.ts';
import { message } from '../messages/message.ts';
import { Problem } from '../problems/problem.ts';

/** Changes the language of a browser's pages, and of the account where a user is signed in. */
export function language(dependencies: Dependencies) {
  const { publicUrl, records } = dependencies;
  const routes = new Hono<AppEnv>();

  routes.post('/language', async (c) => {
    rejectApiToken(c);
    const post = await readForm(c);
    const chosen = post?.get('language');
    if (!isLanguage(chosen))
      return sendProblem(c, dependencies, new Problem('invalid', message('not-one-of', { options: languages })));
    rememberLanguage(c, dependencies, chosen);
    const user = c.get('user');
    if (user) await records.users.change(user.id, { language: chosen });
    return c.redirect(localPath(post?.get('next') ?? undefined, publicUrl), 303);
  });

  return routes;
}
