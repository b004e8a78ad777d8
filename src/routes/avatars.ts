import type { Context } from 'hono';
import * as declared from '../api/files.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requireUser } from '../http/guards.ts';
import { redirectToFile } from '../http/redirect-to-file.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { findAvatar } from '../submissions/avatar-picture.ts';
import { isId } from '../values/id.ts';

/** `GET /avatar.png`: my picture. `GET /users/{id}/avatar`: somebody's, for anyone who is signed in. */
export function avatars(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, declared.showMyAvatar, (c) => answerWithAvatar(c, dependencies, requireUser(c).id));

  route(routes, declared.showAvatar, (c) => {
    const user = requireUser(c);
    const id = c.req.param('user');
    return answerWithAvatar(c, dependencies, id === 'me' ? user.id : id);
  });

  return routes;
}

async function answerWithAvatar(c: Context<AppEnv>, dependencies: Dependencies, userId: string): Promise<Response> {
  const picture = isId(userId) ? await findAvatar(dependencies.records, userId) : undefined;
  if (!picture) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-picture'));
  return redirectToFile(c, dependencies, picture, 'inline');
}
