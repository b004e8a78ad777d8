import type { Form } from '../forms/define-form.ts';
import {
  declarationOf,
  type FieldDeclaration,
  type FormDeclaration,
  isSameField,
  readVersion,
  versionOf,
} from '../forms/form-declaration.ts';
import { filenameOf, postNames } from '../forms/form-post.ts';
import { findVersion } from '../forms/versions.ts';
import type { Text } from '../messages/text.ts';
import type { Ports } from '../ports.ts';

/** The values of a form, as far as its current version takes them over from an older page or draft. */
export interface CarriedPost {
  readonly post: URLSearchParams;
  /** The labels of what was filled in and is left out. */
  readonly dropped: readonly Text[];
}

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
 * Returns the values of a page that the current version takes over. The page names its version; values without one,
 * such as a program's, stay as they are.
 */
export async function carryOver(
  ports: Pick<Ports, 'records'>,
  form: Form,
  filledIn: URLSearchParams,
  kind: keyof typeof takesOver,
): Promise<CarriedPost> {
  const post = new URLSearchParams(filledIn);
  const version = readVersion(post.get(postNames.formVersion));
  post.delete(postNames.formVersion);
  if (version === undefined || version === versionOf(form)) return { post, dropped: [] };
  const earlier = await findVersion(ports, form.slug, version);
  // Each version whose page was shown is in the table, unless that was in an outage. Of others, the names are all there is.
  if (!earlier) return { post, dropped: unknownNames(form, post).slice(0, maxUnknownLabels) };

  const left = leftOut(earlier, declarationOf(form), takesOver[kind]);
  const dropped = left.filter(({ name }) => isFilledIn(post, name)).map(({ label }) => label);
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
