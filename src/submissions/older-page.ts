import type { Form } from '../forms/define-form.ts';
import { declarationOf, type FieldDeclaration, type FormDeclaration, isSameField } from '../forms/form-declaration.ts';
import { filenameOf, postNames } from '../forms/form-post.ts';
import type { CarriedPost } from './carry-over.ts';

/** What an older version filled in: a post, which is judged at once, or a draft. */
export type FilledInKind = keyof typeof takesOver;

/**
 * True when the current field of a name takes over the value of the older one. A post is judged by the current rules, so
 * the same type is enough: a text is no tick in a box. The value of a draft needs a field that differs in its texts at
 * most.
 */
const takesOver = {
  post: (earlier: FieldDeclaration, current: FieldDeclaration) => earlier.type === current.type,
  draft: isSameField,
} as const;

/** The most names to list for a version that the table does not have, whose labels are not known. */
const maxUnknownLabels = 20;

/**
 * Returns what the current version of a form takes over of the values of an older one.
 *
 * @param earlier the declaration of the older version, where the table has it
 */
export function carryFromOlder(
  form: Form,
  earlier: FormDeclaration | undefined,
  filledIn: URLSearchParams,
  kind: FilledInKind,
): CarriedPost {
  // Each version whose page was shown is in the table, unless that was in an outage. Of others, the names are all there is.
  if (!earlier) return { post: filledIn, dropped: unknownNames(form, filledIn).slice(0, maxUnknownLabels) };

  const left = leftOut(earlier, declarationOf(form), takesOver[kind]);
  const dropped = left.filter(({ name }) => isFilledIn(filledIn, name)).map(({ label }) => label);
  const post = new URLSearchParams(filledIn);
  for (const { name } of left) for (const posted of [name, filenameOf(name)]) post.delete(posted);
  return { post, dropped };
}

/** Returns the fields of an older version that the current one does not take over, in their order. */
function leftOut(earlier: FormDeclaration, current: FormDeclaration, takes: (typeof takesOver)['draft']) {
  const isTaken = (field: FieldDeclaration) =>
    current.fields.some((other) => other.name === field.name && takes(field, other));
  // The current rules judge each upload, whichever rules it began with.
  const isTakenFile = ({ name }: { name: string }) => current.fileFields.some((other) => other.name === name);
  return [
    ...earlier.fields.filter((field) => !isTaken(field)),
    ...earlier.fileFields.filter((field) => !isTakenFile(field)),
  ];
}

/** Returns the names of filled-in fields that a form does not have. */
function unknownNames(form: Form, post: URLSearchParams): string[] {
  const own = new Set<string>(Object.values(postNames));
  return [...new Set(post.keys())].filter(
    (name) =>
      /^[a-z][a-zA-Z0-9]{0,40}$/.test(name) &&
      !own.has(name) &&
      !Object.hasOwn(form.fields, name) &&
      !Object.hasOwn(form.fileFields, name) &&
      isFilledIn(post, name),
  );
}

function isFilledIn(post: URLSearchParams, name: string): boolean {
  return post.getAll(name).some((value) => value.trim() !== '');
}
