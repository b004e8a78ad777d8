import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { filenameOf, postNames } from '../forms/form-post.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { countAttempt, type RateLimit } from '../rate-limit/rate-limit.ts';
import { expiryOfUpload } from '../uploads/upload.ts';
import { hourSeconds } from '../values/duration.ts';
import { type Id, newId } from '../values/id.ts';

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
  const kept = new URLSearchParams([...post].filter(([name]) => isOfForm(form, name))).toString();
  if (kept.length > maxDraftBytes) return new Problem('too-large', 'form-text-too-long');
  const { problem } = await countAttempt(ports, draftLimit, user.id);
  if (problem) return problem;
  const id = newId();
  const expiresAt = expiryOfUpload(ports.clock());
  await ports.records.drafts.add({ id, userId: user.id, form: form.slug, post: kept, expiresAt });
  return id;
}

/** Returns the draft's values for the user who saved it; an unknown or expired draft is an empty form. */
export async function loadDraft(
  { records, clock }: Ports,
  form: Form,
  user: User,
  id: Id | undefined,
): Promise<URLSearchParams> {
  const draft = id !== undefined ? await records.drafts.find(id) : undefined;
  const isTheirs = draft?.userId === user.id && draft.form === form.slug;
  if (!isTheirs || Date.parse(draft.expiresAt) <= clock().getTime()) return new URLSearchParams();
  return new URLSearchParams(draft.post);
}

function isOfForm(form: Form, name: string): boolean {
  const isOfFile = Object.keys(form.fileFields).some((field) => name === field || name === filenameOf(field));
  return name === postNames.idempotencyKey || Object.hasOwn(form.fields, name) || isOfFile;
}
