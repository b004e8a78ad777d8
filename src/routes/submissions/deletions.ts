import type { Dependencies } from '../../dependencies.ts';
import { admins } from '../../http/guards.ts';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { DeletionBody } from './deletion-input.ts';

const deleteSubmissionOperation = operation({
  tag: 'Submissions',
  access: 'admins',
  method: 'post',
  path: '/submissions/{id}/deletion',
  operationId: 'deleteSubmission',
  summary: 'Delete a submission',
  description:
    'For good, with its files and its history. Nothing serves it from the response on; its bytes go within minutes, all versions of each object. What stays is who deleted it, when and why.',
  jsonOrForm: DeletionBody,
  responses: {
    204: { description: 'The submission is deleted.' },
    303: { description: 'After an HTML form: redirects to the list.' },
  },
  problems: ['gone', 'conflict'],
});

/** Read with the first deletion, so that a cold start does not wait for it. */
const loadAnswers = () => import('./answer-deletion.tsx');

/** Deletes submissions, for admins. */
export function deletions(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/submissions/:id/deletion', admins, async (c) => (await loadAnswers()).showDeletion(c, dependencies));

  route(routes, deleteSubmissionOperation, async (c) => (await loadAnswers()).answerDeletion(c, dependencies));

  return routes;
}
