import * as z from 'zod';
import { message } from '../../messages/message.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';
import { maxSelected } from '../../review/bulk-limits.ts';
import { idPattern } from '../../values/id.ts';
import { DecisionBody } from './review-schemas.ts';

const submissionExpected = says('bulk-submission-expected');

/** The schema of a decision about many submissions. */
export const BulkBody = z
  .strictObject({
    submissions: z
      .array(
        z.strictObject({
          id: z.string(submissionExpected).regex(idPattern, submissionExpected),
          version: z
            .int(submissionExpected)
            .min(0, submissionExpected)
            .meta({ description: 'The version of the review that was seen; 0 before it began.' }),
        }),
        submissionExpected,
      )
      .max(maxSelected, says(message('bulk-too-many-selected', { max: maxSelected })))
      .optional()
      .meta({ description: 'The submissions. Where one has another version now, nothing is done.' }),
    filter: z.string(says('bulk-source-missing')).max(8000, says('bulk-source-missing')).optional().meta({
      description: 'Or all that match: the query of the list of submissions. Empty: all of the form.',
    }),
    expected: z.int(says('value-invalid')).min(0, says('value-invalid')).optional().meta({
      description:
        'The number of submissions that were seen; where another number matches, nothing is done. Without it, a filter waits for `start`.',
    }),
    decision: DecisionBody.omit({ version: true }),
  })
  .meta({
    id: 'DecisionAboutMany',
    description: 'One decision about the submissions of a selection, or about all that match a filter.',
    example: { filter: 'state=new', decision: { kind: 'label-added', label: 'spring' } },
  });

/** The schema of a bulk decision as it stands. */
export const BulkJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      form: z.string().meta({ example: 'documents' }),
      decision: z.looseObject({ kind: z.string().meta({ example: 'state' }) }),
      filter: z.string().nullable().meta({ description: 'The query of the list; null for a selection.' }),
      by: z.strictObject({ id: identifier(), username: z.string() }),
      phase: z.enum(['listing', 'waiting', 'running', 'done', 'stopped', 'cancelled', 'refused']),
      total: z.int().nullable().meta({ description: 'The number of submissions; null while they are counted.' }),
      done: z.int(),
      unchanged: z.int(),
      failed: z.int(),
      startedAt: time(),
      endedAt: time().nullable(),
      reason: z.string().nullable().meta({ description: 'Why it ended before all was done.' }),
      undoes: identifier().nullable(),
      undoneBy: identifier().nullable(),
    })
    .meta({ id: 'BulkDecision', description: 'One decision about many submissions, and how far it is.' }),
);

/** The schema of a bulk decision with what failed. */
export const BulkResultJson = lazySchema(() =>
  BulkJson()
    .extend({
      failures: z.array(
        z
          .strictObject({ id: identifier(), number: z.int().nullable(), reason: z.string() })
          .meta({ id: 'BulkFailure' }),
      ),
      nextFailures: z
        .int()
        .nullable()
        .meta({ description: 'The `after` of the next failures; null on the last page.' }),
    })
    .meta({ id: 'BulkDecisionResult' }),
);
