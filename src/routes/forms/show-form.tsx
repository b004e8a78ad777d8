import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import type { Messages } from '../../messages/messages.ts';
import { textIn } from '../../messages/text.ts';
import type { Problem } from '../../problems/problem.ts';
import { type CarriedPost, carryOver } from '../../submissions/carry-over.ts';
import { filledInForm } from '../../submissions/filled-in-form.ts';
import { FormPage } from '../../views/form-page.tsx';

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
  const filledIn = await filledInForm(dependencies, form, requireUser(c), post);
  const titleIn = ({ language }: Messages) => textIn(form.title, language);
  const content = <FormPage {...filledIn} dropped={dropped} problem={problem} />;
  return renderPage(c, dependencies, titleIn, content, problem);
}
