import type { User } from '../accounts/users/user.ts';
import { InvalidDeclaration } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import type { Form, FormPlace } from './define-form.ts';
import { avatar } from './definitions/avatar.ts';
import { documents } from './definitions/documents.ts';
import type { FileField } from './field.ts';

/** The forms of this deployment, by slug, in the order in which they are listed. */
export type Forms = ReadonlyMap<string, Form>;

/** A new form is one file in `definitions/` and its name in this line. */
export const declaredForms: Forms = createForms([documents, avatar]);

/**
 * Indexes forms by slug, in their order.
 * @throws InvalidDeclaration when two forms have the same slug
 */
export function createForms(forms: readonly Form[]): Forms {
  const bySlug = new Map(forms.map((form) => [form.slug, form]));
  if (bySlug.size !== forms.length) throw new InvalidDeclaration('Two forms have the same slug.');
  return bySlug;
}

/** Returns the forms that this user may fill in, in their order. */
export function formsFor(forms: Forms, user: User): Form[] {
  return [...forms.values()].filter((form) => form.maySubmit(user));
}

/** Returns the forms that this user may fill in and that are offered in one place, in their order. */
export function formsAt(place: FormPlace, forms: Forms, user: User): Form[] {
  return formsFor(forms, user).filter((form) => form.place === place);
}

/** Returns the form, or "not found" for a user who may not fill it in. */
export function findForm(forms: Forms, user: User, slug: string): Form | Problem {
  const form = forms.get(slug);
  return form?.maySubmit(user) ? form : formNotFound();
}

/** Returns the one problem for a form that is missing and for one that this user may not fill in. */
export function formNotFound(): Problem {
  return new Problem('not-found', 'no-such-form');
}

/** Returns a form's file field, or "not found" for a user who may not fill in the form. */
export function findFileField(forms: Forms, user: User, slug: string, name: string): FileField | Problem {
  const form = findForm(forms, user, slug);
  if (form instanceof Problem) return form;
  // An own property: "constructor" is no field.
  const field = Object.hasOwn(form.fileFields, name) ? form.fileFields[name] : undefined;
  return field ?? new Problem('not-found', 'no-such-file-field');
}
