import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { sendPreview } from '../../http/redirect-to-file.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { findSubmittedFile, hasPreview } from '../../submissions/gated-file.ts';
import { readId } from '../../values/id.ts';
import { previewResponses } from './schemas.ts';

const showPreviewOperation = operation({
  tag: 'Files',
  access: 'signed-in',
  method: 'get',
  path: '/files/{id}/preview',
  operationId: 'showPreview',
  summary: 'Get a small picture of a file',
  responses: previewResponses,
  description:
    'For all users that may see the file. Redirects to a WebP that was made of the picture, or sends its address as JSON; 404 for a file without one.',
  queryParameters: [
    {
      name: 'size',
      description: 'The most pixels of its longer side: 512, or `96`.',
      enum: ['512', '96'],
    },
  ],
});

/** Redirects the users that may see a file to a small picture of it. */
export function previews(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showPreviewOperation, async (c) => {
    const id = readId(c.req.param('id'));
    const file = id ? await findSubmittedFile(dependencies, requireUser(c), id) : undefined;
    if (!file?.opened || !hasPreview(file))
      return sendProblem(c, dependencies, new Problem('not-found', 'no-such-preview'));
    const size = c.req.query('size') === '96' ? 96 : 512;
    return sendPreview(c, dependencies, file.opened, size);
  });

  return routes;
}
