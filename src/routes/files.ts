import * as declared from '../api/files.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireUser } from '../http/guards.ts';
import { redirectToFile } from '../http/redirect-to-file.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { findSubmittedFile } from '../submissions/submitted-file.ts';
import { readId } from '../values/id.ts';

/** `GET /files/{id}`: an authorised way to a file's bytes, for whoever may see its submission. */
export function files(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, declared.showFile, async (c) => {
    const user = requireUser(c);
    const id = readId(c.req.param('id'));
    const file = id ? await findSubmittedFile(dependencies, dependencies.forms, user, id) : undefined;
    if (!file) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-file'));
    return redirectToFile(c, dependencies, file, c.req.query('disposition') === 'inline' ? 'inline' : 'attachment');
  });

  return routes;
}
