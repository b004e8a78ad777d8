import * as z from 'zod';
import type { Form } from '../forms/define-form.ts';
import { fieldTypes } from '../forms/field-type.ts';
import { describeSubmissionInput } from '../openapi/form-schema.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { Submission } from './submissions.ts';

const Field = lazySchema(() =>
  z
    .looseObject({
      name: z.string(),
      label: z.string(),
      type: z.enum(fieldTypes),
      required: z.boolean(),
      hint: z.string().optional(),
      options: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
    })
    .meta({ id: 'Field', description: 'An ordinary field, with its limits.' }),
);

const FileField = lazySchema(() =>
  z
    .looseObject({
      name: z.string(),
      label: z.string(),
      required: z.boolean(),
      hint: z.string().optional(),
      accept: z.array(z.string()).meta({ description: 'Media types.' }),
      maxBytes: z.int(),
      minFiles: z.int(),
      maxFiles: z.int(),
    })
    .meta({ id: 'FileField', description: 'A field that takes files, with its rules.' }),
);

const FormDescription = lazySchema(() =>
  z
    .strictObject({
      slug: z.string().meta({ example: 'documents' }),
      title: z.string(),
      description: z.string(),
      fields: z.array(Field()),
      fileFields: z.array(FileField()),
    })
    .meta({ id: 'Form', description: 'What people are asked for.' }),
);

const ofForms = { tag: 'Forms', access: 'signed-in' } as const;

export const listForms = operation({
  ...ofForms,
  method: 'get',
  path: '/',
  operationId: 'listForms',
  summary: 'List the forms',
  description: 'With all their fields, so that a program can fill in one that it has not seen before.',
  answers: { 200: { description: 'Those that admit me.', json: listOf('FormList', FormDescription), page: true } },
});

export const showForm = operation({
  ...ofForms,
  method: 'get',
  path: '/{form}',
  operationId: 'showForm',
  summary: 'See a form',
  description: 'What may be sent with it. To those whom it does not admit, there is no such form.',
  answers: { 200: { description: 'Its fields and their rules.', json: FormDescription, page: true } },
});

/** Sending a form: one operation each, since each has its own fields. */
export function sendForm(form: Form) {
  const { slug, title, description } = form;
  return operation({
    ...ofForms,
    method: 'post',
    path: `/${slug}`,
    operationId: `send${pascalCase(slug)}`,
    summary: `Send the form ${title}`,
    description: `${description} With the same \`idempotencyKey\` again: the first answer again, nothing new made.`,
    jsonOrForm: { id: `${pascalCase(slug)}Submission`, toJsonSchema: () => describeSubmissionInput(form) },
    answers: {
      201: {
        description: 'The submission.',
        json: Submission,
        location: 'Its address.',
      },
      303: { description: 'After an HTML form: to the submission.' },
    },
    problems: ['not-found', 'conflict'],
  });
}

function pascalCase(slug: string): string {
  return slug.replace(/(?:^|-)([a-z\d])/g, (_match, letter: string) => letter.toUpperCase());
}
