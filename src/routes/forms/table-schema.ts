import * as z from 'zod';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import type { QueryParameter } from '../../openapi/parameters.ts';
import { identifier, time } from '../../openapi/string-formats.ts';

/** The parameters of the table of submissions. They are checked by the form's own fields and states. */
export const tableParameters: readonly QueryParameter[] = [
  {
    name: 'q',
    description: 'Words of searched fields and names of files, or their beginnings. The first 10 words count.',
    example: 'contract',
  },
  { name: 'state', description: 'A state of the form, `withdrawn` or `superseded`.', example: 'new' },
  { name: 'assignee', description: '`me`, `none`, or the id or name of a user.', example: 'me' },
  { name: 'label', description: 'A label.', example: 'urgent' },
  { name: 'submitter', description: 'The id of a user, or the name that they had.', example: 'Leila Rahmani' },
  { name: 'from', description: 'The first day, in UTC.', schema: { format: 'date' }, example: '2026-11-01' },
  { name: 'to', description: 'The last day, in UTC.', schema: { format: 'date' }, example: '2026-11-30' },
  {
    name: 'sort',
    description: '`submittedAt`, or a field by which the form is sorted; with `-` before it, the greatest first.',
    example: '-submittedAt',
  },
  {
    name: 'limit',
    description: 'The most items on a page.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
  },
  { name: 'after', description: 'The `nextCursor` of the page before.' },
  { name: 'before', description: 'The `previousCursor` of the page behind.' },
];

const person = () => z.strictObject({ id: identifier(), username: z.string().meta({ example: 'Leila Rahmani' }) });
const ofReview = 'Null while the submission is still being sorted in.';

const ListedSubmissionJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      number: z.int().meta({ description: 'The number of the submission among those of its form.', example: 17 }),
      form: z.string().meta({ example: 'documents' }),
      formVersion: z.string().nullable(),
      submittedAt: time(),
      submitter: person(),
      title: z.string().meta({ description: 'The first text of the submission; empty without one.' }),
      values: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .meta({ description: 'The values of the columns that the form declares; long texts are cut.' }),
      files: z.strictObject({
        count: z.int().meta({ example: 2 }),
        totalBytes: z.int().meta({ example: 734003 }),
        first: z
          .array(
            z.strictObject({
              id: identifier(),
              filename: z.string().meta({ example: 'report.pdf' }),
              contentType: z.string().meta({ example: 'application/pdf' }),
              size: z.int().meta({ description: 'In bytes.', example: 734003 }),
            }),
          )
          .meta({ description: 'The first three files.' }),
      }),
      state: z.string().nullable().meta({ description: ofReview, example: 'in-review' }),
      assignee: person().nullable(),
      labels: z.array(z.string().meta({ example: 'urgent' })),
      version: z
        .int()
        .nullable()
        .meta({ description: `The number of its changes, for decisions. ${ofReview}`, example: 3 }),
      updatedAt: time().nullable(),
    })
    .meta({ id: 'ListedSubmission', description: 'A submission as the table of its form shows it.' }),
);

/** The schema of a page of the table of submissions. */
export const SubmissionTableJson = lazySchema(() =>
  z
    .strictObject({
      items: z.array(ListedSubmissionJson()),
      nextCursor: z.string().nullable().meta({ description: 'The `after` of the next page; null on the last page.' }),
      previousCursor: z
        .string()
        .nullable()
        .meta({ description: 'The `before` of the page before; null on the first page.' }),
      counts: z.record(z.string(), z.int()).meta({
        description: 'The number of submissions of the form in each state.',
        example: { new: 4 },
      }),
      isCutShort: z
        .boolean()
        .meta({ description: 'True when the search stopped at its limit: `nextCursor` may lead to more.' }),
    })
    .meta({ id: 'SubmissionTable' }),
);
