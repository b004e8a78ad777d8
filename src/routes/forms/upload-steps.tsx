import { type Context, Hono } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import type { FileField } from '../../forms/field.ts';
import { describeFileField } from '../../forms/form-description.ts';
import { filenameOf } from '../../forms/form-post.ts';
import { findFileField, findForm } from '../../forms/registry.ts';
import { isScanned } from '../../forms/scan-rule.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requirePerson } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import { sendProblem } from '../../http/send-problem.tsx';
import type { Messages } from '../../messages/messages.ts';
import { textIn } from '../../messages/text.ts';
import { Problem } from '../../problems/problem.ts';
import { signedRequestLifetimeSeconds } from '../../storage/presigned-request.ts';
import { loadDraft } from '../../submissions/draft.ts';
import type { FormUpload } from '../../uploads/form-upload.ts';
import { uploadNotFound } from '../../uploads/upload.ts';
import { type Id, newId, readId } from '../../values/id.ts';

/** The page reloads half a minute before its signed form expires, time for a user to send a chosen file. */
const renewAfterSeconds = signedRequestLifetimeSeconds - 30;

/** Loads what only browsers without JavaScript need: they are few, and a cold start waits for each module. */
const loadFormUpload = () => import('../../uploads/form-upload.ts');
const loadPage = () => import('../../views/upload-step-page.tsx');

/**
 * Sends a file from a browser without script (`GET /forms/{form}/{field}/upload`). The form of the page posts straight
 * to the bucket. S3 redirects back to the same address with the upload's id behind it and the key in its query, and the
 * route checks the file.
 * `draft` names the draft with the values of the form. The ids stand in the path, because some S3 servers do not append
 * their parameters properly to an address with a query.
 */
export function uploadSteps(dependencies: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/forms/:form/:field/upload', async (c) => {
    const draftId = readId(c.req.query('draft'));
    const step = await findStep(c, dependencies, draftId);
    return step instanceof Problem
      ? answerWithoutStep(c, dependencies, step, draftId)
      : showStep(c, dependencies, step);
  });

  routes.get('/forms/:form/:field/upload/:upload/:draft?', async (c) => {
    const draftId = readId(c.req.param('draft'));
    const step = await findStep(c, dependencies, draftId);
    if (step instanceof Problem) return answerWithoutStep(c, dependencies, step, draftId);
    const id = readId(c.req.param('upload'));
    const { acceptFormUpload } = await loadFormUpload();
    const upload = id
      ? await acceptFormUpload(dependencies, { ...step.post, id, key: c.req.query('key') })
      : uploadNotFound();
    if (upload instanceof Problem) return showStep(c, dependencies, step, upload);
    return c.redirect(pathBack(step, { [step.post.field]: upload.id }), 303);
  });

  return routes;
}

/** The upload step of one field, for one user and draft. */
interface Step {
  readonly form: Form;
  readonly field: FileField;
  readonly post: Omit<FormUpload, 'id'>;
  readonly draftId: Id | undefined;
}

async function findStep(c: Context<AppEnv>, dependencies: Dependencies, draftId?: Id): Promise<Step | Problem> {
  const user = requirePerson(c);
  const { form: slug = '', field: name = '' } = c.req.param();
  const form = findForm(dependencies.forms, user, slug);
  if (form instanceof Problem) return form;
  const field = findFileField(dependencies.forms, user, slug, name);
  if (field instanceof Problem) return field;
  const draft = await loadDraft(dependencies, form, user, draftId);
  const typedName = draft.post.get(filenameOf(name)) ?? '';
  const scanned = isScanned(form, dependencies.scanner?.name);
  const post = { userId: user.id, form: slug, field: name, rules: field, isScanned: scanned, typedName };
  return { form, field, draftId, post };
}

/** Responds where there is no step. A form that has lost the field since its page was shown opens with its draft. */
async function answerWithoutStep(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: Problem,
  draftId: Id | undefined,
): Promise<ResponseWithoutJson> {
  const hasLostField = problem.message.code === 'no-such-file-field' && draftId !== undefined;
  if (!hasLostField) return sendProblem(c, dependencies, problem);
  return c.redirect(`/forms/${c.req.param('form')}?draft=${draftId}`, 303);
}

async function showStep(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  step: Step,
  problem?: Problem,
): Promise<ResponseWithoutJson> {
  const [{ formUploadRules, mostPostedBytes, presignPost }, { UploadStepPage }] = await Promise.all([
    loadFormUpload(),
    loadPage(),
  ]);
  const { form, field, post, draftId } = step;
  const id = newId();
  const here = `${dependencies.publicUrl}/forms/${form.slug}/${post.field}/upload`;
  const redirectTo = [here, id, ...(draftId ? [draftId] : [])].join('/');
  const { url, fields } = await presignPost(dependencies, { ...post, id }, redirectTo);
  const { label, hint, rules, types, acceptAttribute } = describeFileField(post.field, formUploadRules(field));
  const words = {
    ...{ formTitle: form.title, label, hint, rules, types },
    isOneOfMany: field.maxFiles > 1,
  };
  const page = { ...words, url, fields, acceptAttribute, maxBytes: mostPostedBytes(field), backPath: pathBack(step) };
  c.header('Refresh', `${renewAfterSeconds}; url=${here}${draftId ? `?draft=${draftId}` : ''}`);
  const content = <UploadStepPage {...page} error={problem} />;
  const titleIn = ({ language, pages }: Messages) =>
    pages.forms.stepTitle({ formTitle: textIn(form.title, language), label: textIn(label, language) });
  return renderPage(c, dependencies, titleIn, content, problem);
}

function pathBack({ form, draftId }: Step, uploads: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(draftId && { draft: draftId }), ...uploads }).toString();
  return query === '' ? `/forms/${form.slug}` : `/forms/${form.slug}?${query}`;
}
