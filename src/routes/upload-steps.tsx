import { type Context, Hono } from 'hono';
import { answerPage } from '../answers/page.tsx';
import { refuse } from '../answers/problem.tsx';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { claimPosted, type PostedFile, presignPost } from '../files/posted-file.ts';
import type { FileField } from '../forms/field.ts';
import { describeFileField } from '../forms/form-description.ts';
import { findFileField, findForm } from '../forms/registry.ts';
import { isId, newId } from '../id.ts';
import { requireUser } from '../middleware/who-is-asking.ts';
import { Refusal } from '../refusal.ts';
import { signedRequestLifetimeSeconds } from '../storage/presign.ts';
import { UploadStepPage } from '../views/upload-step-page.tsx';

/** The page is shown anew before its form runs out, and a person who has just chosen a file still has half a minute to send it. */
const renewAfterSeconds = signedRequestLifetimeSeconds - 30;

/**
 * `GET /forms/{form}/{field}/upload`: the step for browsers without the script. First the page whose form posts straight to the bucket; S3 redirects back
 * to the same address with `upload`, and what has arrived is checked.
 */
export function uploadSteps(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = new Hono<AppEnv>();

  routes.get('/:form/:field/upload', async (c) => {
    const user = requireUser(c);
    const { form: slug, field } = c.req.param();
    const form = findForm(forms, user, slug);
    if (form instanceof Refusal) return refuse(c, dependencies, form);
    const rules = findFileField(forms, user, slug, field);
    if (rules instanceof Refusal) return refuse(c, dependencies, rules);
    const id = c.req.query('upload') ?? '';
    const posted = {
      userId: user.id,
      form: slug,
      field,
      rules,
      id,
      filename: c.req.query('filename') ?? '',
    };
    if (!isId(id)) return showStep(c, dependencies, form.title, posted);
    const upload = await claimPosted(dependencies, posted);
    if (upload instanceof Refusal) return showStep(c, dependencies, form.title, posted, upload);
    return c.redirect(pathBack(c, slug, { [field]: upload.id }), 303);
  });

  return routes;
}

async function showStep(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  formTitle: string,
  posted: PostedFile & { rules: FileField },
  refusal?: Refusal,
): Promise<Response> {
  const id = newId();
  const back = new URL(c.req.path, dependencies.publicUrl);
  back.search = new URLSearchParams({ ...keptQuery(c), upload: id }).toString();
  const { url, fields } = await presignPost(dependencies, { ...posted, id }, back.href);
  const { label, hint, acceptAttribute } = describeFileField(posted.field, posted.rules);
  const backPath = pathBack(c, posted.form);
  const page = { formTitle, label, hint, url, fields, acceptAttribute, backPath, error: refusal?.detail };
  c.header('Refresh', String(renewAfterSeconds));
  return answerPage(c, dependencies, `${formTitle}: ${label}`, <UploadStepPage {...page} />, refusal ? 422 : 200);
}

function pathBack(c: Context<AppEnv>, slug: string, uploads: Record<string, string> = {}): string {
  const { draft = '' } = keptQuery(c);
  const query = new URLSearchParams({ ...(draft && { draft }), ...uploads }).toString();
  return query === '' ? `/forms/${slug}` : `/forms/${slug}?${query}`;
}

/** What goes along from step to step: never what S3 has added. */
function keptQuery(c: Context<AppEnv>): Record<string, string> {
  const { draft, filename } = c.req.query();
  return { ...(draft && { draft }), ...(filename && { filename }) };
}
