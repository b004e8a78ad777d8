import * as z from 'zod';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { StoredFile } from '../files/schemas.ts';

/** A form filled in, with its files. */
export const Submission = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      number: z.int().meta({ description: 'Counts the submissions of a form.', example: 17 }),
      form: z.string().meta({ example: 'documents' }),
      submittedAt: time(),
      submitter: z.strictObject({ id: identifier(), username: z.string() }),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      files: z.record(z.string(), z.array(StoredFile())),
    })
    .meta({ id: 'Submission', description: 'A form filled in, with its files.' }),
);
