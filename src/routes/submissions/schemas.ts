import * as z from 'zod';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { StoredFileJson } from '../files/schemas.ts';

/** The schema of a submission. */
export const SubmissionJson = lazySchema(() =>
  z
    .strictObject(submissionMembers())
    .meta({ id: 'Submission', description: 'A form that a user filled in and sent, with its files.' }),
);

/** Returns the members of a submission, for the schemas that have more. */
export function submissionMembers() {
  return {
    id: identifier(),
    number: z.int().meta({ description: 'The number of the submission among those of its form.', example: 17 }),
    form: z.string().meta({ example: 'documents' }),
    formVersion: z.string().nullable().meta({
      description:
        'The version of the form that took the submission, as the form itself says its own. `null` for submissions from before there were versions.',
      example: 'dx9qmBDHTyOGJzJtlzqXlAx6Qe0AbsnkL9dQs0cbd1o',
    }),
    supersedes: identifier()
      .nullable()
      .meta({ description: 'The returned submission of which this one is a new version.' }),
    submittedAt: time(),
    submitter: z.strictObject({ id: identifier(), username: z.string() }),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    files: z.record(z.string(), z.array(StoredFileJson())),
  };
}
