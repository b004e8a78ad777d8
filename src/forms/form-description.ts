import { acceptAttribute, describeRules } from '../uploads/file-rules.ts';
import type { Form } from './define-form.ts';
import type { FileField } from './field.ts';

/** Returns a form as JSON, with everything that a program needs to fill it in. */
export function describeForm({ slug, title, description, fields, fileFields }: Form) {
  return {
    slug,
    title,
    description,
    fields: Object.entries(fields).map(([name, { label, type, hint, required, limits, options }]) => ({
      name,
      label,
      type,
      required,
      ...(hint && { hint }),
      ...limits,
      ...(options && { options }),
    })),
    fileFields: Object.entries(fileFields).map(
      ([name, { label, hint, required, maxBytes, minFiles, maxFiles, accept, picture, archive }]) => ({
        name,
        label,
        required,
        ...(hint && { hint }),
        accept: accept.map((type) => type.mime),
        maxBytes,
        minFiles,
        maxFiles,
        ...picture,
        ...archive,
      }),
    ),
  };
}

/** Returns a file field's rules as JSON: the limits that its hint names and its input repeats. */
export function describeFileField(name: string, field: FileField) {
  const { label, required, maxBytes, minFiles, maxFiles } = field;
  const rules = describeRules(field);
  const hint = field.hint ? `${field.hint} ${rules}` : rules;
  return { name, label, required, hint, acceptAttribute: acceptAttribute(field), maxBytes, minFiles, maxFiles };
}
