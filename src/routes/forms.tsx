import type { Context, MiddlewareHandler } from 'hono';
import * as declared from '../api/forms.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Form } from '../forms/define-form.ts';
import { describeForm } from '../forms/form-description.ts';
import { fieldOfStep, postNames } from '../forms/form-post.ts';
import { findForm, formNotFound, formsFor } from '../forms/registry.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requireUser, signedIn } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { readForm, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { catchOutage } from '../http/storage-outage.ts';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { fittingPost, loadDraft, saveDraft } from '../submissions/draft.ts';
import { filledInForm } from '../submissions/filled-in-form.ts';
import { fromFormPost } from '../submissions/input.ts';
import { describeSubmission } from '../submissions/receipt.ts';
import { submitForm } from '../submissions/submit.ts';
import { abandonUpload, findUpload } from '../uploads/upload.ts';
import { readId } from '../values/id.ts';
import { FormPage } from '../views/form-page.tsx';
import { FormsPage } from '../views/forms-page.tsx';
import { SignInPage } from '../views/sign-in-page.tsx';

/**
 * The forms: to look at, to fill in, to send.
 * @param declareSending the operation of each form, whose guard is the route's
 */
export function forms(dependencies: Dependencies, declareSending: typeof declared.sendForm = declared.sendForm) {
  const routes = createRouter();

  route(routes, declared.listForms, (c) => {
    const user = requireUser(c);
    const offered = formsFor(dependencies.forms, user);
    if (prefersPage(c)) return renderPage(c, dependencies, 'Forms', <FormsPage forms={offered} />);
    return Promise.resolve(c.json({ items: offered.map(describeForm), nextCursor: null }));
  });

  route(routes, declared.showForm, async (c) => {
    const user = requireUser(c);
    const form = findForm(dependencies.forms, user, c.req.param('form'));
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    if (!prefersPage(c)) return c.json(describeForm(form));
    const draft = await loadDraft(dependencies, form, user, readId(c.req.query('draft')));
    for (const name of Object.keys(form.fileFields)) for (const id of c.req.queries(name) ?? []) draft.append(name, id);
    return showForm(c, dependencies, form, { post: draft });
  });

  // Before the guards, which would answer without what was filled in.
  routes.post('/:form', keepExpiredPost(dependencies));

  for (const form of dependencies.forms.values())
    route(routes, declareSending(form), async (c) => {
      const user = requireUser(c);
      if (!form.maySubmit(user)) return sendProblem(c, dependencies, formNotFound());
      const body = await readJsonOrForm(c);
      if ('form' in body) return answerPost(c, dependencies, form, body.form);

      const submitted = await submitForm(dependencies, form, user, body.json);
      if (submitted instanceof Problem) return sendProblem(c, dependencies, submitted);
      c.header('Location', `/submissions/${submitted.id}`);
      return c.json(describeSubmission(submitted), 201);
    });

  // A form that is not declared.
  routes.post('/:form', signedIn, (c) => sendProblem(c, dependencies, formNotFound()));

  return routes;
}

/**
 * What an HTML form wants: a step on the way, or to be sent. Whatever happens, nothing that was filled in is lost: the
 * form is shown again, and where an outage forbids that, `respondToOutage` keeps what it carried.
 */
async function answerPost(c: Context<AppEnv>, dependencies: Dependencies, form: Form, post: URLSearchParams) {
  if (post.has(postNames.remove)) return removeUpload(c, dependencies, form, post);
  const field = fieldOfStep(post);
  if (field !== undefined) return goToUploadStep(c, dependencies, form, field, post);

  const input = fromFormPost(form, post);
  const submitted = await catchOutage(c, dependencies, () => submitForm(dependencies, form, requireUser(c), input));
  if (!(submitted instanceof Problem)) return c.redirect(`/submissions/${submitted.id}`, 303);
  if (!prefersPage(c)) return sendProblem(c, dependencies, submitted);
  // With its old key a changed form would be refused again and again.
  if (submitted.kind === 'conflict') post.delete(postNames.idempotencyKey);
  return showForm(c, dependencies, form, { post, problem: submitted });
}

/** Without the script: everything that was filled in is kept while the browser sends a file on a page of its own. */
async function goToUploadStep(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  field: string,
  post: URLSearchParams,
): Promise<Response> {
  const draft = await catchOutage(c, dependencies, () => saveDraft(dependencies, form, requireUser(c), post));
  if (draft instanceof Problem) return showForm(c, dependencies, form, { post, problem: draft });
  return c.redirect(`/forms/${form.slug}/${field}/upload?draft=${draft}`, 303);
}

/** The remove button of a browser without the script: the upload goes, everything else stays as it was filled in. */
async function removeUpload(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
): Promise<Response> {
  const id = post.get(postNames.remove) ?? '';
  const problem = await catchOutage(c, dependencies, async () => {
    const upload = await findUpload(dependencies, requireUser(c).id, id);
    return upload instanceof Problem ? upload : abandonUpload(dependencies, upload);
  });
  // What is not there, or a submission's, leaves the form too.
  if (problem?.kind === 'unavailable') return showForm(c, dependencies, form, { post, problem });
  for (const name of Object.keys(form.fileFields)) post.delete(name, id);
  return showForm(c, dependencies, form, { post });
}

/** Shows the sign-in page to a browser whose sign-in has expired while a form was filled in. */
function keepExpiredPost(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.get('user') || !prefersPage(c)) return next();
    const post = await readForm(c);
    return post ? signInFirst(c, dependencies, post) : next();
  };
}

/** Returns the sign-in page with what was filled in, which goes along and comes back to the form. */
function signInFirst(c: Context<AppEnv>, dependencies: Dependencies, post: URLSearchParams): Promise<Response> {
  const notice =
    'Your sign-in has expired. Sign in with your password: everything you filled in is kept. To sign in another ' +
    'way, do so in a new tab, then come back here and reload this page.';
  const page = (
    <SignInPage
      next={c.req.path}
      email=""
      keptPost={fittingPost(post.toString())}
      error={notice}
      ways={signInOptions(dependencies)}
    />
  );
  return renderPage(c, dependencies, 'Sign in', page, new Problem('not-signed-in', notice));
}

/** The page of a form with what was filled in, and what keeps it from being sent. */
async function showForm(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  { post, problem }: { post: URLSearchParams; problem?: Problem },
): Promise<Response> {
  const filledIn = await filledInForm(dependencies, form, requireUser(c), post, problem);
  return renderPage(c, dependencies, form.title, <FormPage {...filledIn} />, problem);
}
