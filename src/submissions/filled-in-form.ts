import type { User } from '../accounts/users/user.ts';
import { labelOfType } from '../files/media-type.ts';
import type { Form } from '../forms/define-form.ts';
import { avatar } from '../forms/definitions/avatar.ts';
import { maxTextLength } from '../forms/field.ts';
import { versionOf } from '../forms/form-declaration.ts';
import { describeFileField } from '../forms/form-description.ts';
import { postNames } from '../forms/form-post.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { uploadLimits } from '../uploads/quota.ts';
import { findUpload, isFileOf } from '../uploads/upload.ts';
import { newId, readId } from '../values/id.ts';
import { withPlainLineEnds } from './input.ts';

/**
 * Returns everything that a form's page shows but its problem: declaration, values and uploads. It leaves out an upload
 * that no longer exists; the problem says so. A file of the superseded submission with malware is named instead.
 */
export async function filledInForm(ports: Ports, form: Form, user: User, post: URLSearchParams) {
  const { slug, title, description } = form;
  const fields = Object.entries(form.fields).map(([name, field]) => ({
    name,
    ...field,
    value: truncateForDisplay(post.get(name) ?? ''),
  }));
  const found = await Promise.all(
    Object.entries(form.fileFields).map(async ([name, field]) => ({
      field: { slug, ...describeFileField(name, field) },
      named: await findUploads(ports, form, name, user, post),
    })),
  );
  const fileFields = found.map(({ field, named }) => ({
    ...field,
    uploads: named.flatMap((upload) => (isInfected(upload) ? [] : [toShown(upload)])),
  }));
  const infected = found.flatMap(({ named }) => named.filter(isInfected).map(({ filename }) => filename));
  const avatarId = slug === avatar.slug ? user.avatarId : undefined;
  const idempotencyKey = readId(post.get(postNames.idempotencyKey)) ?? newId();
  const supersedes = readId(post.get(postNames.supersedes));
  const { keepForDays } = form;
  const declared = { slug, title, description, keepForDays, supersedes, fields, fileFields };
  return { ...declared, version: versionOf(form), owner: user.id, idempotencyKey, avatarId, infected };
}

/**
 * Returns a text as it was typed, cut when it is longer than any field allows. People do not type that much, and it
 * would not fit into the response. The cut counts as fields do, by characters and without the blanks around, so that it
 * never shortens a valid text.
 */
function truncateForDisplay(text: string): string {
  if (text.length <= maxTextLength) return text;
  return [...withPlainLineEnds(text).trim()].slice(0, maxTextLength).join('');
}

async function findUploads(ports: Ports, form: Form, field: string, user: User, post: URLSearchParams) {
  const supersedes = readId(post.get(postNames.supersedes));
  // A user has at most this many pending uploads; a post may name a hundred thousand.
  const possible = [...new Set(post.getAll(field))].slice(0, uploadLimits.open);
  const found = await Promise.all(possible.map((id) => findUpload(ports, user.id, id)));
  return found.flatMap((upload) => {
    if (upload instanceof Problem || upload.form !== form.slug || upload.field !== field) return [];
    if (upload.state !== 'complete' && !isFileOf(upload, supersedes)) return [];
    return [upload];
  });
}

const isInfected = ({ scan }: UploadRecord) => scan?.state === 'infected';

function toShown({ id, filename, contentType, size }: UploadRecord) {
  return { id, filename, typeLabel: labelOfType(contentType), size };
}
