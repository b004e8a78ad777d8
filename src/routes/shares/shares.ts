import type { Dependencies } from '../../dependencies.ts';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { OpenedShareJson, OpenShareBody } from './schemas.ts';

const openShareOperation = operation({
  tag: { name: 'Links', description: 'Files for people without an account.' },
  access: 'anyone',
  method: 'post',
  path: '/shared',
  operationId: 'openShare',
  summary: 'Open a link to share',
  description:
    'Send the last part of the link as `Authorization: Bearer`. It counts as one use. A single file, or the one that the body names, is a redirect unless `Accept` names JSON.',
  json: OpenShareBody,
  bodyRequired: false,
  responses: {
    200: { description: 'The files with their addresses.', json: OpenedShareJson },
    303: { description: 'Redirects to the file.' },
  },
  problems: ['not-found', 'gone', 'not-there-yet'],
});

/** Opens links to share, for people without an account. A `GET` changes nothing. */
export function shares(dependencies: Dependencies) {
  const routes = createRouter();
  const answers = () => import('./answer-share.tsx');

  route(routes, openShareOperation, async (c) => {
    const { answerProgram } = await answers();
    return answerProgram(c, dependencies, c.req.valid('json') ?? {});
  });
  routes.get('/s/:token', async (c) => (await answers()).showShare(c, dependencies));
  routes.post('/s/:token', async (c) => (await answers()).openBySubmit(c, dependencies));
  routes.get('/s/:token/files/:id', async (c) => (await answers()).fetchFile(c, dependencies));
  return routes;
}
