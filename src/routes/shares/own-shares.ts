import type { Dependencies } from '../../dependencies.ts';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { MadeShareJson, NewShareBody, ShareJson, ShareUseJson } from './own-share-schemas.ts';

const ofShares = { tag: 'Links', access: 'signed-in' } as const;

const listOwnSharesOperation = operation({
  ...ofShares,
  method: 'get',
  path: '/shares',
  operationId: 'listOwnShares',
  summary: 'List my links to share',
  description: 'Without their secrets, of which only hashes are stored. Those that have ended stay for a while.',
  query: pageQuery('SHARE'),
  responses: {
    200: { description: 'One page of links, the newest first.', json: listOf('ShareList', ShareJson), page: true },
  },
});

const listSharesOperation = operation({
  ...ofShares,
  method: 'get',
  path: '/submissions/{id}/shares',
  operationId: 'listShares',
  summary: "List a submission's links to share",
  description: 'Reviewers see all, everyone else their own.',
  responses: {
    200: { description: 'The links, the newest first.', json: listOf('SubmissionShareList', ShareJson), page: true },
  },
  problems: ['gone'],
});

const createShareOperation = operation({
  ...ofShares,
  method: 'post',
  path: '/submissions/{id}/shares',
  operationId: 'createShare',
  summary: 'Make a link to share',
  description: 'For reviewers and submitters, as the form allows. The link is in this response and never shown again.',
  jsonOrForm: NewShareBody,
  responses: { 201: { description: 'The link.', json: MadeShareJson, page: true } },
  problems: ['gone', 'conflict'],
});

const listShareUsesOperation = operation({
  ...ofShares,
  method: 'get',
  path: '/shares/{id}/uses',
  operationId: 'listShareUses',
  summary: 'List the uses of a link to share',
  description: 'For its maker, and for reviewers of its submission. A use names no person and no address.',
  query: pageQuery('USE'),
  responses: {
    200: { description: 'One page of uses, the newest first.', json: listOf('ShareUseList', ShareUseJson) },
  },
});

const revokeShareOperation = operation({
  ...ofShares,
  method: 'delete',
  path: '/shares/{id}',
  operationId: 'revokeShare',
  summary: 'Revoke a link to share',
  description: 'For its maker, and for reviewers of its submission. It stops working at once.',
  responses: { 204: { description: 'The link no longer works.' } },
});

/** Makes, lists and revokes links to share with their uses, for people with an account. */
export function ownShares(dependencies: Dependencies) {
  const routes = createRouter();
  const answers = () => import('./answer-own-shares.tsx');
  const answersOfOne = () => import('./answer-own-share.ts');

  route(routes, listOwnSharesOperation, async (c) => (await answers()).listOwn(c, dependencies, c.req.valid('query')));
  route(routes, listSharesOperation, async (c) => (await answers()).listOfSubmission(c, dependencies));
  route(routes, createShareOperation, async (c) => (await answers()).make(c, dependencies));
  route(routes, listShareUsesOperation, async (c) =>
    (await answersOfOne()).listUsesOf(c, dependencies, c.req.valid('query')),
  );
  route(routes, revokeShareOperation, async (c) => (await answersOfOne()).revoke(c, dependencies));
  // HTML forms know no DELETE.
  routes.post('/shares/:id/revocation', async (c) => (await answersOfOne()).revokeByForm(c, dependencies));
  return routes;
}
