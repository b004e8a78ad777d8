import type { Language } from '../messages/language.ts';
import { textIn } from '../messages/text.ts';
import { acceptAttribute, describeRules, describeTypes } from '../uploads/file-rules.ts';
import type { Form } from './define-form.ts';
import type { FileField } from './field.ts';
import { versionOf } from './form-declaration.ts';

/** Returns a form as JSON, with everything that a program needs to fill it in. Its texts are in one language. */
export function describeForm(form: Form, language: Language) {
  const { slug, title, description, fields, fileFields } = form;
  return {
    slug,
    version: versionOf(form),
    title: textIn(title, language),
    description: textIn(description, language),
    fields: Object.entries(fields).map(([name, { label, type, hint, required, limits, options }]) => ({
      name,
      label: textIn(label, language),
      type,
      required,
      ...(hint && { hint: textIn(hint, language) }),
      ...limits,
      ...(options && {
        options: options.map((option) => ({ value: option.value, label: textIn(option.label, language) })),
      }),
    })),
    fileFields: Object.entries(fileFields).map(
      ([name, { label, hint, required, maxBytes, minFiles, maxFiles, accept, picture, archive }]) => ({
        name,
        label: textIn(label, language),
        required,
        ...(hint && { hint: textIn(hint, language) }),
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

/** Returns a file field for its page: the hints that name its limits, and the attributes that repeat them. */
export function describeFileField(name: string, field: FileField) {
  const { accept, label, hint, required, maxBytes, minFiles, maxFiles } = field;
  return {
    name,
    label,
    hint,
    required,
    rules: describeRules(field),
    types: describeTypes(field),
    acceptAttribute: acceptAttribute(field),
    labels: Object.fromEntries(accept.flatMap((type) => type.extensions.map((extension) => [extension, type.label]))),
    maxBytes,
    minFiles,
    maxFiles,
  };
}
