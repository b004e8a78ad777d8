import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { declarationOf, type FormDeclaration, readVersion, versionOf } from '../forms/form-declaration.ts';
import { filenameOf, postNames } from '../forms/form-post.ts';
import { findVersion, keepVersion } from '../forms/versions.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { countAttempt, type RateLimit } from '../rate-limit/rate-limit.ts';
import { expiryOfUpload } from '../uploads/upload.ts';
import { hourSeconds } from '../values/duration.ts';
import { type Id, newId } from '../values/id.ts';
import { type CarriedPost, carryOver } from './carry-over.ts';

/** The largest draft. DynamoDB accepts items up to 400 KB, and people type less into a form. */
const maxDraftBytes = 300_000;

/** Limits drafts per user: a step of a browser without the script makes one, and so does an expired sign-in. */
const draftLimit: RateLimit = {
  name: 'draft',
  max: 200,
  windowSeconds: hourSeconds,
  counted: 'draft',
};

/** Returns the posted form to carry through sign-in; empty when it is too large for a draft. */
export function fittingPost(post: string): string {
  return post.length > maxDraftBytes ? '' : post;
}

/** Saves the filled-in form for as long as uploads live, and returns the draft's id. */
export async function saveDraft(ports: Ports, form: Form, user: User, post: URLSearchParams): Promise<Id | Problem> {
  const { version, declaration } = await versionOfPage(ports, form, post);
  const kept = new URLSearchParams([...post].filter(([name]) => isOfForm(declaration, name))).toString();
  if (kept.length > maxDraftBytes) return new Problem('too-large', 'form-text-too-long');
  const [{ problem }] = await Promise.all([countAttempt(ports, draftLimit, user.id), keepVersion(ports, form)]);
  if (problem) return problem;
  const id = newId();
  const expiresAt = expiryOfUpload(ports.clock());
  await ports.records.drafts.add({ id, userId: user.id, form: form.slug, formVersion: version, post: kept, expiresAt });
  return id;
}

/**
 * Returns the draft's values for the user who saved it, as far as the form takes them over. An unknown or expired draft
 * is an empty form.
 */
export async function loadDraft(
  { records, clock }: Ports,
  form: Form,
  user: User,
  id: Id | undefined,
): Promise<CarriedPost> {
  const draft = id !== undefined ? await records.drafts.find(id) : undefined;
  const isTheirs = draft?.userId === user.id && draft.form === form.slug;
  if (!isTheirs || Date.parse(draft.expiresAt) <= clock().getTime())
    return { post: new URLSearchParams(), dropped: [] };
  const post = new URLSearchParams(draft.post);
  if (draft.formVersion !== undefined) post.set(postNames.formVersion, draft.formVersion);
  return carryOver({ records }, form, post, 'draft');
}

/** Returns the version of a posted page, or the current one where the table has none for the page. */
async function versionOfPage(
  ports: Ports,
  form: Form,
  post: URLSearchParams,
): Promise<{ version: string; declaration: FormDeclaration }> {
  const current = { version: versionOf(form), declaration: declarationOf(form) };
  const version = readVersion(post.get(postNames.formVersion)) ?? current.version;
  const declaration = version === current.version ? undefined : await findVersion(ports, form.slug, version);
  return declaration ? { version, declaration } : current;
}

function isOfForm({ fields, fileFields }: FormDeclaration, name: string): boolean {
  const isOfFile = fileFields.some((field) => name === field.name || name === filenameOf(field.name));
  return (
    name === postNames.idempotencyKey ||
    name === postNames.supersedes ||
    fields.some((field) => name === field.name) ||
    isOfFile
  );
}
