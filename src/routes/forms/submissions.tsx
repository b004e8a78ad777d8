import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { findReviewedForm } from '../../submissions/policy.ts';
import { SubmissionTableJson, tableParameters } from './table-schema.ts';

const listFormSubmissionsOperation = operation({
  tag: 'Submissions',
  access: 'signed-in',
  method: 'get',
  path: '/forms/{form}/submissions',
  operationId: 'listFormSubmissions',
  summary: 'Find submissions of a form',
  description:
    'For the reviewers of the form. All conditions must be met. `f.<field>` asks for the value of a field by which the form is filtered, such as `f.kind=travel`.',
  queryParameters: tableParameters,
  responses: { 200: { description: 'One page of submissions.', json: SubmissionTableJson, page: true } },
  problems: ['not-allowed', 'invalid'],
});

/** Shows reviewers the submissions of a form in a table, which they filter, search and sort. */
export function formSubmissions(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = createRouter();

  route(routes, listFormSubmissionsOperation, async (c) => {
    const user = requireUser(c);
    const form = findReviewedForm(forms, user, c.req.param('form'));
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    // Few of the app's requests come here: no start waits for this code.
    const { describeTable, findTable, showTable } = await import('./show-table.tsx');
    const table = await findTable(dependencies, form, user, new URL(c.req.url).searchParams);
    if (prefersPage(c)) return showTable(c, dependencies, form, table);
    if (table.page === undefined) return sendProblem(c, dependencies, table.problem);
    return c.json(describeTable(table.page), 200);
  });

  return routes;
}
