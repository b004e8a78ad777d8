import { z } from 'zod';
import type { Form } from '../forms/define-form.ts';
import { submissionSchema } from '../forms/submission-input.ts';

/** The JSON schema of a form's submissions, from the form's own: types and limits, and the words of its fields. */
export function describeSubmissionInput(form: Form) {
  const { properties = {}, required = [] } = z.toJSONSchema(submissionSchema(form), { io: 'input', reused: 'inline' });
  const fields = Object.entries(form.fields).map(([name, { label, hint, options, required: isRequired }]) => {
    const values = options?.map(({ value }) => value);
    const known = values && { enum: isRequired ? values : ['', ...values] };
    return [name, { ...toObject(properties[name]), ...wordsOf(label, hint), ...known }];
  });
  const fileFields = Object.entries(form.fileFields).map(([name, { label, hint, minFiles }]) => {
    const { default: _none, ...ids } = toObject(properties[name]);
    const count = minFiles > 0 && { minItems: minFiles };
    return [name, { ...ids, ...wordsOf(label, hint), ...count, uniqueItems: true }];
  });
  const needed = Object.entries(form.fileFields).flatMap(([name, { minFiles }]) => (minFiles > 0 ? [name] : []));
  return {
    type: 'object' as const,
    title: form.title,
    description: `${form.description} A file field takes the ids of complete uploads.`,
    properties: Object.fromEntries([...fields, ...fileFields, ['idempotencyKey', keyOf(properties.idempotencyKey)]]),
    required: [...new Set([...required, ...needed])],
    additionalProperties: false,
  };
}

function wordsOf(label: string, hint: string | undefined) {
  return { title: label, ...(hint && { description: hint }) };
}

/** Each submission has one of its own, so that no default can be told. */
function keyOf(schema: unknown) {
  const { default: _one, ...rest } = toObject(schema);
  return { ...rest, description: 'The same key again is the same submission again.' };
}

function toObject(schema: unknown): Record<string, unknown> {
  return typeof schema === 'object' && schema !== null ? { ...schema } : {};
}
