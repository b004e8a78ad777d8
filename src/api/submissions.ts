import * as z from 'zod';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf, pageQuery } from '../openapi/pagination.ts';
import { identifier, StoredFile, time } from '../openapi/stored-files.ts';

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

const ofSubmissions = { tag: 'Submissions', access: 'signed-in', method: 'get' } as const;

export const listSubmissions = operation({
  ...ofSubmissions,
  path: '/',
  operationId: 'listSubmissions',
  summary: 'List submissions',
  description: 'Mine; for admins all; with `form` those of a form, for its reviewers.',
  query: pageQuery('SUBMISSION').extend({
    form: z
      .string('This must be the name of a form.')
      .optional()
      .meta({ description: 'The name of a form.', example: 'documents' }),
  }),
  answers: {
    200: { description: 'The newest first.', json: listOf('SubmissionList', Submission), page: true },
  },
  problems: ['not-found', 'not-allowed'],
});

export const showSubmission = operation({
  ...ofSubmissions,
  path: '/{id}',
  operationId: 'showSubmission',
  summary: 'See a submission',
  description: 'For its submitter, the reviewers of its form, and admins.',
  answers: { 200: { description: 'The receipt.', json: Submission, page: true } },
});
