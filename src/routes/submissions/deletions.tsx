import type { Context } from 'hono';
import * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { declarationFor } from '../../forms/versions.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { admins, requireAdmin } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { message } from '../../messages/message.ts';
import { textIn } from '../../messages/text.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { says } from '../../problems/validation.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { submissionNotFound } from '../../submissions/policy.ts';
import { readId } from '../../values/id.ts';

/** The longest reason, in characters. */
const maxReasonLength = 500;

/** The schema of a deletion. */
const DeletionBody = jsonObject({
  reason: z
    .string(says('deletion-reason-missing'))
    .trim()
    .min(1, says('deletion-reason-missing'))
    .max(maxReasonLength, says(message('deletion-reason-too-long', { max: maxReasonLength }))),
}).meta({ id: 'Deletion', example: { reason: 'The submitter asked for it.' } });

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

/** Deletes submissions, for admins. */
export function deletions(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/submissions/:id/deletion', admins, async (c) => {
    const submission = await findSubmission(c, dependencies);
    return submission instanceof Problem
      ? sendProblem(c, dependencies, submission)
      : askFor(c, dependencies, submission);
  });

  route(routes, deleteSubmissionOperation, async (c) => {
    const actor = requireAdmin(c);
    const body = await readJsonOrForm(c);
    const isForm = 'form' in body;
    const posted = isForm ? { reason: body.form.get('reason') ?? '' } : body.json;
    const submission = await findSubmission(c, dependencies);
    if (submission instanceof Problem) return sendProblem(c, dependencies, submission);
    const input = check(DeletionBody, posted);
    if (input instanceof Problem)
      return isForm && prefersPage(c)
        ? askFor(c, dependencies, submission, { reason: body.form.get('reason') ?? '', failure: input })
        : sendProblem(c, dependencies, input);
    const { deleteSubmission } = await import('../../review/deletion.ts');
    const cause = { actor: { id: actor.id, username: actor.username }, reason: input.reason };
    const deleted = await deleteSubmission(dependencies, submission.id, cause, c.get('requestId'));
    // Another request has deleted it a moment ago.
    const problem =
      deleted ?? (await submissionNotFound(dependencies, dependencies.forms, actor, readId(submission.id)));
    if (problem instanceof Problem) return sendProblem(c, dependencies, problem);
    return isForm ? c.redirect('/submissions?deleted', 303) : c.body(null, 204);
  });

  return routes;
}

async function findSubmission(c: Context<AppEnv>, dependencies: Dependencies): Promise<SubmissionRecord | Problem> {
  const { records, forms } = dependencies;
  const id = readId(c.req.param('id'));
  const submission = id && (await records.submissions.find(id));
  return submission ?? submissionNotFound(dependencies, forms, requireAdmin(c), id);
}

/** Responds with the page that asks for the reason, again where the reason cannot be taken. */
async function askFor(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  submission: SubmissionRecord,
  { reason = '', failure }: { reason?: string; failure?: Problem } = {},
) {
  const { id, number, form, submittedAt, submitter } = submission;
  const [{ DeletionPage }, declaration] = await Promise.all([
    import('../../views/deletion-page.tsx'),
    declarationFor(dependencies, dependencies.forms, submission),
  ]);
  const formTitle = declaration?.title ?? form;
  const all = Object.values(submission.files).flat();
  const files = { count: all.length, totalBytes: all.reduce((sum, { size }) => sum + size, 0) };
  return renderPage(
    c,
    dependencies,
    ({ pages, language }) => pages.deletion.title({ formTitle: textIn(formTitle, language), number }),
    <DeletionPage
      {...{ id, number, formTitle, submittedAt, files, reason, maxReasonLength, failure }}
      submitter={submitter.username}
    />,
    failure,
  );
}
