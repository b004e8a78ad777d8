import type { Dependencies } from '../../dependencies.ts';
import { formNotFound } from '../../forms/registry.ts';
import { findVisible } from '../../http/find-visible.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { ProgressJson } from './review-schemas.ts';

const withdrawOperation = operation({
  tag: 'Submissions',
  access: 'signed-in',
  method: 'post',
  path: '/submissions/{id}/withdrawals',
  operationId: 'withdrawSubmission',
  summary: 'Withdraw a submission',
  description: 'For its submitter, as long as no reviewer has moved it on.',
  responses: {
    201: { description: 'The submission is withdrawn.', json: ProgressJson },
    303: { description: 'After an HTML form: redirects to the submission.' },
  },
  problems: ['conflict', 'gone'],
});

/** Lets submitters withdraw what they sent. */
export function withdrawals(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = createRouter();

  route(routes, withdrawOperation, async (c) => {
    const user = requireUser(c);
    const submission = await findVisible(c, dependencies);
    if (submission instanceof Problem) return sendProblem(c, dependencies, submission);
    const form = forms.get(submission.form);
    if (!form) return sendProblem(c, dependencies, formNotFound());
    const [{ withdraw }, { describeProgress }] = await Promise.all([
      import('../../review/withdraw.ts'),
      import('../../review/describe-review.ts'),
    ]);
    const withdrawn = await withdraw(dependencies, form, submission, { id: user.id, username: user.username });
    if (withdrawn instanceof Problem) return sendProblem(c, dependencies, withdrawn);
    if (prefersPage(c)) return c.redirect(`/submissions/${submission.id}`, 303);
    return c.json(describeProgress(form, withdrawn), 201);
  });

  return routes;
}
