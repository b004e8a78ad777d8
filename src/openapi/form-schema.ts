import * as z from 'zod';
import type { Form } from '../forms/define-form.ts';
import type { Field } from '../forms/field.ts';
import { type Text, textIn } from '../messages/text.ts';
import { submissionSchema } from '../submissions/input.ts';

/** Returns the JSON Schema of a form's submissions: types and limits of its fields, with their labels and hints. */
export function describeSubmissionInput(form: Form) {
  const { properties = {} } = z.toJSONSchema(submissionSchema(form), { io: 'input', reused: 'inline' });
  const fields = Object.entries(form.fields).map(([name, field]) => {
    const { label, hint } = field;
    return [name, { ...describeValue(field, toObject(properties[name])), ...wordsOf(label, hint) }];
  });
  const fileFields = Object.entries(form.fileFields).map(([name, { label, hint, minFiles }]) => {
    const { default: _none, ...ids } = toObject(properties[name]);
    const count = minFiles > 0 && { minItems: minFiles };
    return [name, { ...ids, ...wordsOf(label, hint), ...count, uniqueItems: true }];
  });
  const needed = Object.entries({ ...form.fields, ...form.fileFields }).flatMap(([name, { required: isNeeded }]) =>
    isNeeded ? [name] : [],
  );
  return {
    type: 'object' as const,
    title: textIn(form.title, 'en'),
    description: `${textIn(form.description, 'en')} A file field takes the ids of complete uploads.`,
    properties: Object.fromEntries([
      ...fields,
      ...fileFields,
      ['idempotencyKey', keyOf(properties.idempotencyKey)],
      ['supersedes', { ...toObject(properties.supersedes), description: supersedesHint }],
    ]),
    required: needed,
    additionalProperties: false,
    example: exampleOf(form),
  };
}

const supersedesHint =
  'The id of a returned submission of yours: this one is its new version. Its files may be named again.';

/** Adds to a field's schema the rules that zod cannot write as JSON Schema. */
function describeValue({ type, options, required }: Field, schema: Record<string, unknown>): Record<string, unknown> {
  if (type === 'checkbox' && required) return { type: 'boolean', const: true };
  const values = options?.map(({ value }) => value);
  if (values) return { ...schema, enum: required ? values : ['', ...values] };
  if (type !== 'email') return schema;
  if (required) return { ...schema, format: 'email' };
  const { default: none, ...text } = schema;
  return { default: none, anyOf: [{ ...text, format: 'email' }, { const: none }] };
}

/** Returns an example with the required fields only. With the ids of real uploads it can be sent as it is. */
function exampleOf({ fields, fileFields }: Form): Record<string, unknown> {
  const texts = Object.entries(fields).filter(([, field]) => field.required);
  const files = Object.entries(fileFields).filter(([, field]) => field.required);
  return Object.fromEntries([
    ...texts.map(([name, field]) => [name, exampleOfField(field)]),
    ...files.map(([name, { minFiles }]) => [name, Array.from({ length: minFiles }, (_, at) => `idOfUpload${at + 1}`)]),
  ]);
}

function exampleOfField({ type, label, limits, options }: Field): unknown {
  if (type === 'checkbox') return true;
  if (type === 'number') return limits.min ?? limits.max ?? 0;
  if (type === 'select') return options?.[0]?.value;
  return type === 'email' ? 'ada@example.com' : textIn(label, 'en');
}

function wordsOf(label: Text, hint: Text | undefined) {
  return { title: textIn(label, 'en'), ...(hint && { description: textIn(hint, 'en') }) };
}

/** Returns the schema of the idempotency key without its default, which is another one for each submission. */
function keyOf(schema: unknown) {
  const { default: _one, ...rest } = toObject(schema);
  return { ...rest, description: 'Send the same key again to get the same submission again, and no second one.' };
}

function toObject(schema: unknown): Record<string, unknown> {
  return typeof schema === 'object' && schema !== null ? { ...schema } : {};
}
