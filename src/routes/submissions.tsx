import * as declared from '../api/submissions.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireUser } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { sendProblem } from '../http/send-problem.tsx';
import { toCursor } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { accessibleTo, listFor } from '../submissions/policy.ts';
import { describeSubmission, summariseSubmission, toReceipt } from '../submissions/receipt.ts';
import { readId } from '../values/id.ts';
import { ReceiptPage } from '../views/receipt-page.tsx';
import { SubmissionsPage } from '../views/submissions-page.tsx';

/** The list and the receipts. */
export function submissions(dependencies: Dependencies) {
  const { forms, records } = dependencies;
  const routes = createRouter();

  route(routes, declared.listSubmissions, async (c) => {
    const user = requireUser(c);
    const { limit, cursor, form } = c.req.valid('query');
    const list = listFor(user, forms, form);
    if (list instanceof Problem) return sendProblem(c, dependencies, list);
    const page = await records.submissions.list(list, limit, cursor);
    const nextCursor = toCursor(page.next);
    if (!prefersPage(c)) return c.json({ items: page.submissions.map(describeSubmission), nextCursor });
    const summaries = page.submissions.map((submission) => summariseSubmission(submission, forms));
    const nextPath =
      nextCursor &&
      `/submissions?${new URLSearchParams({ ...(form && { form }), limit: `${limit}`, cursor: nextCursor })}`;
    return renderPage(c, dependencies, 'Submissions', <SubmissionsPage submissions={summaries} nextPath={nextPath} />);
  });

  route(routes, declared.showSubmission, async (c) => {
    const user = requireUser(c);
    const id = readId(c.req.param('id'));
    const submission = id ? await records.submissions.find(id) : undefined;
    if (!submission || !accessibleTo(user, submission, forms)) {
      return sendProblem(c, dependencies, new Problem('not-found', 'There is no such submission.'));
    }
    if (!prefersPage(c)) return c.json(describeSubmission(submission));
    const receipt = toReceipt(submission, forms);
    return renderPage(c, dependencies, `${receipt.formTitle} no. ${receipt.number}`, <ReceiptPage {...receipt} />);
  });

  return routes;
}
