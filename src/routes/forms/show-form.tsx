import type { Context } from 'hono';
import type { User } from '../../accounts/users/user.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import { postNames } from '../../forms/form-post.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import type { Messages } from '../../messages/messages.ts';
import { textIn } from '../../messages/text.ts';
import { Problem } from '../../problems/problem.ts';
import { type CarriedPost, carryOver } from '../../submissions/carry-over.ts';
import { loadDraft } from '../../submissions/draft.ts';
import { filledInForm } from '../../submissions/filled-in-form.ts';
import { readId } from '../../values/id.ts';
import { FormPage } from '../../views/form-page.tsx';

/**
 * Returns the values with which a form's page opens. They are of a draft, with the uploads that the address names, or of a
 * returned submission.
 */
export async function loadFilledIn(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
): Promise<CarriedPost | Problem> {
  const user = requireUser(c);
  const superseded = c.req.query(postNames.supersedes);
  if (superseded !== undefined) {
    const { findReturned, postOf } = await loadNewVersion();
    const returned = await findReturned(dependencies, form, user, superseded);
    return returned instanceof Problem ? returned : carryOver(dependencies, form, postOf(returned.submission), 'draft');
  }
  const draft = await loadDraft(dependencies, form, user, readId(c.req.query('draft')));
  for (const name of Object.keys(form.fileFields))
    for (const id of c.req.queries(name) ?? []) draft.post.append(name, id);
  return draft;
}

/**
 * Shows a form again with the posted values, and the problem that kept it from being sent. Values that it no longer
 * takes are left out, and named.
 */
export async function showPost(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
  problem?: Problem,
): Promise<ResponseWithoutJson> {
  return showForm(c, dependencies, form, await carryOver(dependencies, form, post, 'post'), problem);
}

/** Shows a form with values that its current version takes, and with the labels of those that it does not. */
export async function showForm(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  { post, dropped }: CarriedPost,
  problem?: Problem,
): Promise<ResponseWithoutJson> {
  const user = requireUser(c);
  const [filledIn, returned] = await Promise.all([
    filledInForm(dependencies, form, user, post),
    returnedFor(dependencies, form, user, post),
  ]);
  const titleIn = ({ language }: Messages) => textIn(form.title, language);
  const content = <FormPage {...filledIn} returned={returned} dropped={dropped} problem={problem} />;
  return renderPage(c, dependencies, titleIn, content, problem);
}

/** Returns the submission of which a form is a new version, as long as it waits for one. */
async function returnedFor(dependencies: Dependencies, form: Form, user: User, post: URLSearchParams) {
  const id = post.get(postNames.supersedes);
  if (id === null) return undefined;
  const { findReturned } = await loadNewVersion();
  const returned = await findReturned(dependencies, form, user, id);
  if (returned instanceof Problem) return undefined;
  return { number: returned.submission.number, message: returned.review.message };
}

const loadNewVersion = () => import('../../review/new-version.ts');
