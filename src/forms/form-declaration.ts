import { type Text, withLanguages } from '../messages/text.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { hashOf } from '../values/hash.ts';
import type { Form } from './define-form.ts';
import type { Field, FileField } from './field.ts';

/**
 * A form's declaration as plain data, as the table keeps it. Left out is what is code: the functions that say which
 * users may send and review the form, the schemas, which follow from the data, the signatures of media types, and how
 * lists are stored (`busy`).
 */
export interface FormDeclaration {
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  readonly place: string;
  /** The ordinary fields, in their order. */
  readonly fields: readonly FieldDeclaration[];
  /** The file fields, in their order. */
  readonly fileFields: readonly FileFieldDeclaration[];
}

/** An ordinary field of a {@link FormDeclaration}. Its type may be one that this source does not know. */
export interface FieldDeclaration {
  readonly name: string;
  readonly type: string;
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly missing?: Text | undefined;
  readonly required: boolean;
  readonly limits: Readonly<Record<string, number>>;
  readonly options?: readonly { readonly value: string; readonly label: Text }[] | undefined;
}

/** A file field of a {@link FormDeclaration}. */
export interface FileFieldDeclaration {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly required: boolean;
  /** The names of the accepted media types. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  readonly picture?: Readonly<Record<string, number | undefined>> | undefined;
  readonly archive?: Readonly<Record<string, number | undefined>> | undefined;
}

/**
 * The format in which declarations are stored. It rises when an older reader could no longer make sense of one; what is
 * only added leaves it as it is.
 */
export const declarationFormat = 1;

/** Returns the declaration of a form. */
export const declarationOf = oncePerForm((form): FormDeclaration => {
  const { slug, place, title, description, fields, fileFields } = form;
  return {
    slug,
    place,
    title: withLanguages(title),
    description: withLanguages(description),
    fields: Object.entries(fields).map(([name, field]) => declareField(name, field)),
    fileFields: Object.entries(fileFields).map(([name, field]) => declareFileField(name, field)),
  };
});

/**
 * Returns the version of a form: the hash of its declaration, in 43 characters of `[A-Za-z0-9_-]`. The same data has
 * the same version in every process; every change of it has another one.
 */
export const versionOf = oncePerForm((form) => hashOf(canonicalJson(declarationOf(form))));

/** Returns the version in a text from outside; `undefined` for one without the shape of a version. */
export function readVersion(text: string | null): string | undefined {
  return text !== null && /^[\w-]{43}$/.test(text) ? text : undefined;
}

/** True when two fields have the same name, and differ in their texts at most. */
export function isSameField(one: FieldDeclaration, other: FieldDeclaration): boolean {
  return canonicalJson(withoutTexts(one)) === canonicalJson(withoutTexts(other));
}

// The rest of the members is data: one that is added to a field is part of its declaration, unless it is taken out here.
function declareField(
  name: string,
  { schema: _schema, label, hint, missing, options, ...data }: Field,
): FieldDeclaration {
  return {
    name,
    ...data,
    ...declareWords(label, hint),
    ...(missing && { missing: withLanguages(missing) }),
    ...(options && { options: options.map((option) => ({ ...option, label: withLanguages(option.label) })) }),
  };
}

function declareFileField(
  name: string,
  { type: _file, label, hint, accept, picture, archive, ...data }: FileField,
): FileFieldDeclaration {
  return {
    name,
    ...data,
    ...declareWords(label, hint),
    accept: accept.map(({ mime }) => mime),
    ...(picture && { picture: { ...picture } }),
    ...(archive && { archive: { ...archive } }),
  };
}

function declareWords(label: Text, hint: Text | undefined) {
  return { label: withLanguages(label), ...(hint && { hint: withLanguages(hint) }) };
}

function withoutTexts({ label: _label, hint: _hint, missing: _missing, options, ...rules }: FieldDeclaration) {
  return { ...rules, options: options?.map(({ value }) => value) };
}

/** Returns a function that makes its result once for each form. */
function oncePerForm<Result>(make: (form: Form) => Result): (form: Form) => Result {
  const made = new WeakMap<Form, { readonly result: Result }>();
  return (form) => {
    const known = made.get(form) ?? { result: make(form) };
    made.set(form, known);
    return known.result;
  };
}
