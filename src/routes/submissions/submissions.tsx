import * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { says } from '../../problems/validation.ts';
import { describeSubmission } from '../../submissions/describe-submission.ts';
import {
  formsReviewedBy,
  listFor,
  mayReviewSubmission,
  maySeeSubmission,
  submissionNotFound,
} from '../../submissions/policy.ts';
import { summariseSubmissions } from '../../submissions/receipt.ts';
import { readId } from '../../values/id.ts';
import { SubmissionsPage } from '../../views/submissions-page.tsx';
import { ShownSubmissionJson } from './review-schemas.ts';
import { SubmissionJson } from './schemas.ts';

const ofSubmissions = {
  tag: { name: 'Submissions', description: 'Forms that users have filled in and sent, with their files.' },
  access: 'signed-in',
  method: 'get',
} as const;

export const listSubmissionsOperation = operation({
  ...ofSubmissions,
  path: '/submissions',
  operationId: 'listSubmissions',
  summary: 'List submissions',
  description:
    'My submissions; for admins, all. With `form`, those of one form, for its reviewers; browsers go to its table.',
  query: pageQuery('SUBMISSION').extend({
    form: z
      .string(says('form-name-expected'))
      .optional()
      .meta({ description: 'The name of a form.', example: 'documents' }),
  }),
  responses: {
    200: {
      description: 'One page of submissions, the newest first.',
      json: listOf('SubmissionList', SubmissionJson),
      page: true,
    },
  },
  problems: ['not-found', 'not-allowed'],
});

const showSubmissionOperation = operation({
  ...ofSubmissions,
  path: '/submissions/{id}',
  operationId: 'showSubmission',
  summary: 'See a submission',
  description:
    'For its submitter, the reviewers of its form, and admins. `progress` is for all of them, `review` for reviewers.',
  responses: {
    200: { description: 'The submission; browsers get its receipt.', json: ShownSubmissionJson, page: true },
  },
  problems: ['gone'],
});

/** Lists submissions and shows their receipts. */
export function submissions(dependencies: Dependencies) {
  const { forms, records } = dependencies;
  const routes = createRouter();

  route(routes, listSubmissionsOperation, async (c) => {
    const user = requireUser(c);
    const { limit, cursor, form } = c.req.valid('query');
    const list = listFor(user, forms, form);
    if (list instanceof Problem) return sendProblem(c, dependencies, list);
    // Pages of one form are those of its table, which finds more.
    if (form !== undefined && prefersPage(c)) return c.redirect(`/forms/${form}/submissions`, 303);
    if (!prefersPage(c)) {
      const page = await records.submissions.list(list, limit, cursor);
      return c.json({ items: page.submissions.map(describeSubmission), nextCursor: toCursor(page.next) }, 200);
    }
    const page = await records.submissions.listRows(list, limit, cursor);
    const nextCursor = toCursor(page.next);
    const summaries = await summariseSubmissions(dependencies, forms, user, page.rows);
    const nextPath = nextCursor && `/submissions?${new URLSearchParams({ limit: `${limit}`, cursor: nextCursor })}`;
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.submissions.title,
      <SubmissionsPage
        submissions={summaries}
        nextPath={nextPath}
        reviewed={formsReviewedBy(forms, user)}
        isDeleted={c.req.query('deleted') !== undefined}
      />,
    );
  });

  route(routes, showSubmissionOperation, async (c) => {
    const user = requireUser(c);
    const id = readId(c.req.param('id'));
    // The receipt says how far the review is.
    const [submission, stored] = id ? await Promise.all([records.submissions.find(id), records.reviews.find(id)]) : [];
    if (!submission || !maySeeSubmission(user, submission, forms)) {
      return sendProblem(c, dependencies, await submissionNotFound(dependencies, forms, user, id));
    }
    const isReviewer = mayReviewSubmission(user, submission, forms);
    if (prefersPage(c) && isReviewer && c.req.query('sent') === undefined) {
      const { showReview } = await import('./show-review.tsx');
      return showReview(c, dependencies, submission, { stored });
    }
    const { describeShown, showReceipt } = await import('./show-receipt.tsx');
    if (prefersPage(c)) return showReceipt(c, dependencies, submission, stored);
    const { findUploadsOf } = await import('../../submissions/gated-file.ts');
    const uploads = await findUploadsOf(dependencies, submission);
    return c.json(describeShown(dependencies.forms, submission, stored, isReviewer, uploads), 200);
  });

  return routes;
}
