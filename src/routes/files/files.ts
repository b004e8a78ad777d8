import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { redirectToFile } from '../../http/redirect-to-file.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { findSubmittedFile } from '../../submissions/gated-file.ts';
import { readId } from '../../values/id.ts';
import { fileResponses } from './schemas.ts';

const showFileOperation = operation({
  tag: { name: 'Files', description: 'Downloads of stored files.' },
  access: 'signed-in',
  method: 'get',
  path: '/files/{id}',
  operationId: 'downloadFile',
  summary: 'Get a file',
  responses: fileResponses,
  description:
    'For all users that may see its submission. Redirects to the file, or sends its address as JSON if `Accept` names `application/json`. `HEAD` works too.',
  problems: ['not-there-yet', 'conflict'],
  queryParameters: [
    {
      name: 'disposition',
      description: '`inline` shows files that cannot run scripts in the browser; all others are downloaded.',
      enum: ['inline', 'attachment'],
    },
  ],
});

/** Redirects the users that may see a file's submission to the file. */
export function files(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showFileOperation, async (c) => {
    const user = requireUser(c);
    const id = readId(c.req.param('id'));
    const file = id ? await findSubmittedFile(dependencies, user, id) : undefined;
    if (!file) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-file'));
    if (!file.opened) {
      const { showClosedFile } = await import('./show-closed-file.tsx');
      return showClosedFile(c, dependencies, file.upload);
    }
    return redirectToFile(
      c,
      dependencies,
      file.opened,
      c.req.query('disposition') === 'inline' ? 'inline' : 'attachment',
    );
  });

  return routes;
}
