import * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { findVisible } from '../../http/find-visible.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { says } from '../../problems/validation.ts';
import type { ReviewEvent, ReviewRecord } from '../../records/review-record.ts';
import { mayReviewSubmission, submissionNotFound } from '../../submissions/policy.ts';
import { readId } from '../../values/id.ts';
import { pathAfterDecision } from './path-after-decision.ts';
import { DecisionBody, ReviewEventJson, ReviewJson } from './review-schemas.ts';
import { asksForLines, sendEndOfHistory, sendLines } from './send-history.ts';

const ofEvents = { tag: 'Submissions', access: 'signed-in', path: '/submissions/{id}/events' } as const;

const listEventsOperation = operation({
  ...ofEvents,
  method: 'get',
  operationId: 'listReviewEvents',
  summary: "See a submission's history",
  description:
    'For reviewers of its form. Every change is an event in a chain of hashes, the oldest first. With `format=jsonl`, or `application/x-ndjson` in `Accept`, it is a file of JSON lines; a very long history has its next part under `Link`.',
  query: pageQuery('SUBMISSION')
    .pick({ limit: true })
    .extend({
      cursor: z.coerce
        .number(says('cursor-unknown'))
        .int(says('cursor-unknown'))
        .min(0, says('cursor-unknown'))
        .max(999_999, says('cursor-unknown'))
        .optional()
        .meta({ type: 'integer', description: 'The `nextCursor` of the page before.' }),
      format: z
        .enum(['json', 'jsonl'], says('history-format-unknown'))
        .optional()
        .meta({ description: '`jsonl` downloads the whole history.' }),
    }),
  responses: {
    200: {
      description: 'One page of events, the oldest first.',
      json: listOf('ReviewEventList', ReviewEventJson),
      lines: true,
    },
  },
  problems: ['not-allowed', 'gone'],
});

const decideOperation = operation({
  ...ofEvents,
  method: 'post',
  operationId: 'decide',
  summary: 'Decide about a submission',
  description:
    'For those who may decide about the form: one change of state, assignee or label, or a note. It names the version of the review that was seen; after another change meanwhile it is a conflict, which names what was `expected`, what is `current` and the `changes` in between.',
  jsonOrForm: DecisionBody,
  responses: {
    200: { description: 'Nothing had to change.', json: ReviewJson },
    201: { description: 'The review after the change.', json: ReviewJson },
    303: { description: 'After an HTML form: redirects to the submission.' },
  },
  problems: ['conflict', 'gone'],
});

/** Shows the history of a submission, and adds to it what reviewers decide. */
export function submissionEvents(dependencies: Dependencies) {
  const { forms, records } = dependencies;
  const routes = createRouter();

  route(routes, listEventsOperation, async (c) => {
    const submission = await findVisible(c, dependencies);
    if (submission instanceof Problem) return sendEndOfHistory(c, dependencies, submission);
    if (!mayReviewSubmission(requireUser(c), submission, forms))
      return sendProblem(c, dependencies, new Problem('not-allowed', 'history-for-reviewers'));
    const of = { form: forms.get(submission.form), submission };
    const { limit, cursor, format } = c.req.valid('query');
    const { readEvents, readJsonLines } = await import('../../review/read-history.ts');
    if (format === 'jsonl' || (format === undefined && asksForLines(c))) {
      return sendLines(c, submission, await readJsonLines(dependencies, of, cursor));
    }
    const { content: items, next } = await readEvents(dependencies, of, limit, cursor);
    return c.json({ items, nextCursor: next === null ? null : String(next) }, 200);
  });

  route(routes, decideOperation, async (c) => {
    const user = requireUser(c);
    const submission = await findVisible(c, dependencies);
    if (submission instanceof Problem) return sendProblem(c, dependencies, submission);
    const form = forms.get(submission.form);
    if (!form?.mayDecide(user)) return sendProblem(c, dependencies, new Problem('not-allowed', 'deciders-only'));
    const body = await readJsonOrForm(c);
    const [{ fromDecisionPost, toDecision }, { decide }, { beginReview }, { changedMeanwhile }, { describeReview }] =
      await Promise.all([
        import('./decision-input.ts'),
        import('../../review/decide.ts'),
        import('../../review/review.ts'),
        import('../../review/changed-meanwhile.ts'),
        import('../../review/describe-review.ts'),
      ]);
    /** Shows the page again, with what was typed. */
    const refuse = async (problem: Problem, changes: readonly ReviewEvent[] = []) => {
      if (!('form' in body) || !prefersPage(c)) return sendProblem(c, dependencies, problem);
      const { showReview } = await import('./show-review.tsx');
      return showReview(c, dependencies, submission, undefined, { problem, post: body.form, changes });
    };
    const refuseAfter = async (now: ReviewRecord, version: number) => {
      const { problem, changes } = await changedMeanwhile(dependencies, submission.id, version, now);
      return refuse(problem, changes);
    };

    const input = check(DecisionBody, 'form' in body ? fromDecisionPost(body.form) : body.json);
    if (input instanceof Problem) return refuse(input);
    const before = await beginReview(dependencies, form, submission);
    if (!before)
      return sendProblem(c, dependencies, await submissionNotFound(dependencies, forms, user, readId(submission.id)));
    if (before.version !== input.version) return refuseAfter(before, input.version);
    const decision = await toDecision(dependencies, form, user, input);
    if (decision instanceof Problem) return refuse(decision);
    const actor = { id: user.id, username: user.username };
    const after = await decide(dependencies, { form, submission, before }, actor, decision);
    if (!(after instanceof Problem)) {
      if ('form' in body) return c.redirect(pathAfterDecision(c, submission.id), 303);
      return after === before ? c.json(describeReview(after), 200) : c.json(describeReview(after), 201);
    }
    const now = after.message.code === 'review-changed' ? await records.reviews.find(submission.id) : undefined;
    return now ? refuseAfter(now, input.version) : refuse(after);
  });

  return routes;
}
