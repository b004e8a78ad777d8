import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import { declarationFor } from '../../forms/versions.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireAdmin } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { textIn } from '../../messages/text.ts';
import { Problem } from '../../problems/problem.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { deleteSubmission } from '../../review/deletion.ts';
import { submissionNotFound } from '../../submissions/policy.ts';
import { readId } from '../../values/id.ts';
import { DeletionPage } from '../../views/deletion-page.tsx';
import { DeletionBody, maxReasonLength } from './deletion-input.ts';

/** Responds with the page on which an admin deletes a submission. */
export async function showDeletion(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
  const submission = await findSubmission(c, dependencies);
  return submission instanceof Problem ? sendProblem(c, dependencies, submission) : askFor(c, dependencies, submission);
}

/** Deletes the submission that a request names, for the reason that it gives. */
export async function answerDeletion(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
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
  const cause = { actor: { id: actor.id, username: actor.username }, reason: input.reason };
  const deleted = await deleteSubmission(dependencies, submission.id, cause, c.get('requestId'));
  // Another request has deleted it a moment ago.
  const problem = deleted ?? (await submissionNotFound(dependencies, dependencies.forms, actor, readId(submission.id)));
  if (problem instanceof Problem) return sendProblem(c, dependencies, problem);
  return isForm ? c.redirect('/submissions?deleted', 303) : c.body(null, 204);
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
  const declaration = await declarationFor(dependencies, dependencies.forms, submission);
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
