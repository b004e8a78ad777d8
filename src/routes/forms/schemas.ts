import * as z from 'zod';
import { fieldTypes } from '../../forms/field-type.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';

const FieldJson = lazySchema(() =>
  z
    .looseObject({
      name: z.string(),
      label: z.string(),
      type: z.enum(fieldTypes),
      required: z.boolean(),
      hint: z.string().optional(),
      options: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
    })
    .meta({ id: 'Field', description: 'A field for a value, with its limits.' }),
);

const FileFieldJson = lazySchema(() =>
  z
    .looseObject({
      name: z.string(),
      label: z.string(),
      required: z.boolean(),
      hint: z.string().optional(),
      accept: z.array(z.string()).meta({ description: 'The accepted media types.' }),
      maxBytes: z.int(),
      minFiles: z.int(),
      maxFiles: z.int(),
    })
    .meta({ id: 'FileField', description: 'A field that takes files, with its rules.' }),
);

export const FormJson = lazySchema(() =>
  z
    .strictObject({
      slug: z.string().meta({ example: 'documents' }),
      version: z.string().meta({
        description: 'Another one whenever a field, a rule or a text of the form changes.',
        example: 'dx9qmBDHTyOGJzJtlzqXlAx6Qe0AbsnkL9dQs0cbd1o',
      }),
      title: z.string(),
      description: z.string(),
      fields: z.array(FieldJson()),
      fileFields: z.array(FileFieldJson()),
    })
    .meta({ id: 'Form', description: 'A form that users can fill in.' }),
);

export function pascalCase(slug: string): string {
  return slug.replace(/(?:^|-)([a-z\d])/g, (_match, letter: string) => letter.toUpperCase());
}
