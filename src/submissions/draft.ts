import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { filenameOf, postNames } from '../forms/form-post.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { countAttempt, type RateLimit } from '../rate-limit/rate-limit.ts';
import { expiryOfUpload } from '../uploads/upload.ts';
import { hourSeconds } from '../values/duration.ts';
import { type Id, newId } from '../values/id.ts';

/** DynamoDB takes items up to 400 KB; nobody types as much into a form. */
const maxDraftBytes = 300_000;

/** A step of a browser without the script, or a sign-in that ran out, makes one. */
const draftLimit: RateLimit = {
  what: 'draft',
  max: 200,
  windowSeconds: hourSeconds,
  attempts: 'forms begun in an hour',
};

/** What an HTML form sent, for carrying along through sign-in: nothing, where it could not be kept afterwards. */
export function fittingPost(post: string): string {
  return post.length > maxDraftBytes ? '' : post;
}

/** Keeps what was filled in so far, as long as uploads live. Answers with the draft's id. */
export async function saveDraft(ports: Ports, form: Form, user: User, post: URLSearchParams): Promise<Id | Problem> {
  const kept = new URLSearchParams([...post].filter(([name]) => isOfForm(form, name))).toString();
  if (kept.length > maxDraftBytes)
    return new Problem('too-large', 'This is more text than a form can hold. Shorten it.');
  const { problem } = await countAttempt(ports, draftLimit, user.id);
  if (problem) return problem;
  const id = newId();
  const expiresAt = expiryOfUpload(ports.clock());
  await ports.records.drafts.add({ id, userId: user.id, form: form.slug, post: kept, expiresAt });
  return id;
}

/** What was filled in, for whoever filled it in; an unknown or expired draft is an empty form. */
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
