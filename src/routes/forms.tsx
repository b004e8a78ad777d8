import { type Context, Hono } from 'hono';
import { answerPage } from '../answers/page.tsx';
import { refuse } from '../answers/problem.tsx';
import { prefersPage } from '../answers/representation.ts';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { findUpload, giveUp } from '../files/upload.ts';
import type { Form } from '../forms/define-form.ts';
import { filledInForm } from '../forms/filled-in-form.ts';
import { describeForm } from '../forms/form-description.ts';
import { describeSubmission } from '../forms/receipt.ts';
import { findForm } from '../forms/registry.ts';
import { submitForm } from '../forms/submission.ts';
import { fromFormPost } from '../forms/submission-input.ts';
import { readJsonOrForm } from '../middleware/request-body.ts';
import { requireUser } from '../middleware/who-is-asking.ts';
import { type FieldError, Refusal } from '../refusal.ts';
import { FormPage } from '../views/form-page.tsx';
import { FormsPage } from '../views/forms-page.tsx';

/** The forms: to look at, to fill in, to send. */
export function forms(dependencies: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/', (c) => {
    const user = requireUser(c);
    const offered = [...dependencies.forms.values()].filter((form) => form.maySubmit(user));
    if (prefersPage(c)) return answerPage(c, dependencies, 'Forms', <FormsPage forms={offered} />);
    return Promise.resolve(c.json({ items: offered.map(describeForm), nextCursor: null }));
  });

  routes.get('/:form', async (c) => {
    const form = findForm(dependencies.forms, requireUser(c), c.req.param('form'));
    if (form instanceof Refusal) return refuse(c, dependencies, form);
    return prefersPage(c) ? showForm(c, dependencies, form, new URLSearchParams()) : c.json(describeForm(form));
  });

  routes.post('/:form', async (c) => {
    const user = requireUser(c);
    const form = findForm(dependencies.forms, user, c.req.param('form'));
    if (form instanceof Refusal) return refuse(c, dependencies, form);
    const body = await readJsonOrForm(c);
    const post = 'form' in body ? body.form : undefined;
    if (post?.has('remove')) return removeUpload(c, dependencies, form, post);

    const submitted = await submitForm(
      dependencies,
      form,
      user,
      'form' in body ? fromFormPost(form, body.form) : body.json,
    );
    if (submitted instanceof Refusal) {
      const isForThePerson = post && prefersPage(c) && submitted.kind === 'invalid';
      return isForThePerson
        ? showForm(c, dependencies, form, post, submitted.errors)
        : refuse(c, dependencies, submitted);
    }
    const path = `/submissions/${submitted.submission.id}`;
    if (post) return c.redirect(path, 303);
    c.header('Location', path);
    return c.json(describeSubmission(submitted.submission), 201);
  });

  return routes;
}

/** The remove button of a browser without the script: the upload goes, everything else stays as it was filled in. */
async function removeUpload(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
): Promise<Response> {
  const id = post.get('remove') ?? '';
  const upload = await findUpload(dependencies, requireUser(c).id, id);
  if (!(upload instanceof Refusal)) await giveUp(dependencies, upload);
  for (const name of Object.keys(form.fileFields)) post.delete(name, id);
  return showForm(c, dependencies, form, post);
}

/** The page of a form with what was filled in; with errors it is a 422. */
async function showForm(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
  errors: readonly FieldError[] = [],
) {
  const filledIn = await filledInForm(dependencies, form, requireUser(c), post, errors);
  return answerPage(c, dependencies, form.title, <FormPage {...filledIn} />, errors.length > 0 ? 422 : 200);
}
