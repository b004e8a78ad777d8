import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import { describeForm } from '../../forms/form-description.ts';
import { fieldOfStep, postNames } from '../../forms/form-post.ts';
import { findForm, formNotFound, formsAt, formsFor } from '../../forms/registry.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser, signedIn } from '../../http/guards.ts';
import { answerInLanguage } from '../../http/language.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { catchOutage } from '../../http/storage-outage.ts';
import { textIn } from '../../messages/text.ts';
import { describeSubmissionInput } from '../../openapi/form-schema.ts';
import { operation } from '../../openapi/operation.ts';
import { listOf } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { carryOver } from '../../submissions/carry-over.ts';
import { describeSubmission } from '../../submissions/describe-submission.ts';
import { saveDraft } from '../../submissions/draft.ts';
import { fromFormPost } from '../../submissions/input.ts';
import { abandonUpload, findUpload } from '../../uploads/upload.ts';
import { FormsPage } from '../../views/forms-page.tsx';
import { SubmissionJson } from '../submissions/schemas.ts';
import { keepExpiredPost } from './expired-post.tsx';
import { FormJson, pascalCase } from './schemas.ts';
import { loadFilledIn, showForm, showPost } from './show-form.tsx';

const ofForms = {
  tag: { name: 'Forms', description: 'The forms that users can fill in, with their fields and rules.' },
  access: 'signed-in',
} as const;

const listFormsOperation = operation({
  ...ofForms,
  method: 'get',
  path: '/forms',
  operationId: 'listForms',
  summary: 'List the forms',
  description: 'With all their fields and rules, so that a program can fill in a form it has not seen before.',
  responses: {
    200: { description: 'The forms that I may send.', json: listOf('FormList', FormJson), page: true },
  },
});

const showFormOperation = operation({
  ...ofForms,
  method: 'get',
  path: '/forms/{form}',
  operationId: 'showForm',
  summary: 'See a form',
  description: 'The fields and files that a submission can have. Users that may not send the form get 404.',
  responses: { 200: { description: 'The form, with its fields and their rules.', json: FormJson, page: true } },
});

/** Declares the operation that sends a form. Each form has one of its own, with its own fields. */
export function sendFormOperation(form: Form) {
  const { slug, title, description } = form;
  return operation({
    ...ofForms,
    method: 'post',
    path: `/forms/${slug}`,
    operationId: `send${pascalCase(slug)}`,
    summary: `Send the form ${textIn(title, 'en')}`,
    description: `${textIn(description, 'en')} A repeated request with the same \`idempotencyKey\` gets the first submission again.`,
    jsonOrForm: { id: `${pascalCase(slug)}Submission`, toJsonSchema: () => describeSubmissionInput(form) },
    responses: {
      201: {
        description: 'The submission.',
        json: SubmissionJson,
        location: 'The address of the submission.',
      },
      303: { description: 'After an HTML form: redirects to the submission.' },
    },
    problems: ['not-found', 'conflict'],
  });
}

/**
 * Lists, shows and accepts forms.
 * @param declareSending declares the operation of each form, whose guard is the route's
 */
export function forms(dependencies: Dependencies, declareSending: typeof sendFormOperation = sendFormOperation) {
  const routes = createRouter();

  route(routes, listFormsOperation, (c) => {
    const user = requireUser(c);
    if (prefersPage(c)) {
      const offered = formsAt('forms', dependencies.forms, user);
      return renderPage(c, dependencies, ({ pages }) => pages.forms.title, <FormsPage forms={offered} />);
    }
    const language = answerInLanguage(c);
    const items = formsFor(dependencies.forms, user).map((form) => describeForm(form, language));
    return Promise.resolve(c.json({ items, nextCursor: null }, 200));
  });

  route(routes, showFormOperation, async (c) => {
    const user = requireUser(c);
    const form = findForm(dependencies.forms, user, c.req.param('form'));
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    if (!prefersPage(c)) return c.json(describeForm(form, answerInLanguage(c)), 200);
    const filledIn = await loadFilledIn(c, dependencies, form);
    if (filledIn instanceof Problem) return sendProblem(c, dependencies, filledIn);
    return showForm(c, dependencies, form, filledIn);
  });

  // Before the guards, which would respond without the posted values.
  routes.post('/forms/:form', keepExpiredPost(dependencies));

  for (const form of dependencies.forms.values())
    route(routes, declareSending(form), async (c) => {
      const user = requireUser(c);
      if (!form.maySubmit(user)) return sendProblem(c, dependencies, formNotFound());
      const body = await readJsonOrForm(c);
      if ('form' in body) return answerPost(c, dependencies, form, body.form);

      const { sendForm } = await loadSubmitting();
      const submitted = await sendForm(dependencies, form, user, body.json, { requestId: c.get('requestId') });
      if (submitted instanceof Problem) return sendProblem(c, dependencies, submitted);
      c.header('Location', `/submissions/${submitted.id}`);
      return c.json(describeSubmission(submitted), 201);
    });

  // A form that is not declared.
  routes.post('/forms/:form', signedIn, (c) => sendProblem(c, dependencies, formNotFound()));

  return routes;
}

/** Imports `sendForm` with the first form that is sent, so that a cold start does not wait for it. */
const loadSubmitting = () => import('../../review/new-version.ts');

/**
 * Responds to a posted page: removes an upload, opens the upload step, or submits the form. The posted values are never
 * lost: after a problem the form is shown again, and in an outage `respondToOutage` sends them back.
 */
async function answerPost(c: Context<AppEnv>, dependencies: Dependencies, form: Form, post: URLSearchParams) {
  if (post.has(postNames.remove)) return removeUpload(c, dependencies, form, post);
  const field = fieldOfStep(post);
  // The form may have lost the field since the page was shown.
  if (field !== undefined && !Object.hasOwn(form.fileFields, field)) return showPost(c, dependencies, form, post);
  if (field !== undefined) return goToUploadStep(c, dependencies, form, field, post);

  const submitted = await catchOutage(c, dependencies, async () => {
    const [{ post: carried, dropped }, { sendForm }] = await Promise.all([
      carryOver(dependencies, form, post, 'post'),
      loadSubmitting(),
    ]);
    const facts = { notKept: dropped, requestId: c.get('requestId') };
    return sendForm(dependencies, form, requireUser(c), fromFormPost(form, carried), facts);
  });
  if (!(submitted instanceof Problem)) return c.redirect(pathAfter(form, submitted), 303);
  if (!prefersPage(c)) return sendProblem(c, dependencies, submitted);
  // With its old key, a changed form would be refused each time.
  if (submitted.kind === 'conflict') post.delete(postNames.idempotencyKey);
  return showPost(c, dependencies, form, post, submitted);
}

/** Returns the page that shows what was sent: the receipt, or the profile for a form of the account. */
function pathAfter({ place }: Form, { id }: SubmissionRecord): string {
  return place === 'account' ? '/users/me?saved=profile' : `/submissions/${id}?sent=1`;
}

/** Redirects a browser without script to the page that sends a file, and saves the posted values as a draft. */
async function goToUploadStep(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  field: string,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const draft = await catchOutage(c, dependencies, () => saveDraft(dependencies, form, requireUser(c), post));
  if (draft instanceof Problem) return showPost(c, dependencies, form, post, draft);
  return c.redirect(`/forms/${form.slug}/${field}/upload?draft=${draft}`, 303);
}

/** Removes an upload for a browser without script, and shows the form again with all other values. */
async function removeUpload(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const id = post.get(postNames.remove) ?? '';
  const problem = await catchOutage(c, dependencies, async () => {
    const upload = await findUpload(dependencies, requireUser(c).id, id);
    return upload instanceof Problem ? upload : abandonUpload(dependencies, upload);
  });
  // An upload that does not exist, or belongs to a submission, leaves the form too.
  if (problem?.kind === 'unavailable') return showPost(c, dependencies, form, post, problem);
  for (const name of Object.keys(form.fileFields)) post.delete(name, id);
  return showPost(c, dependencies, form, post);
}
