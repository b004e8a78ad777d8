import * as z from 'zod';
import { message } from '../../messages/message.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';
import { scanStates } from '../../records/scan-record.ts';
import { ScannedFileJson } from '../files/schemas.ts';
import { submissionMembers } from './schemas.ts';

/** The longest note and the longest message, in characters. */
const maxWordsLength = 4000;

const PersonJson = lazySchema(() => z.strictObject({ id: identifier(), username: z.string() }).meta({ id: 'Person' }));

/** The schema of a review, for reviewers. */
export const ReviewJson = lazySchema(() =>
  z
    .strictObject({
      version: z.int().meta({ description: 'The number of its events. A decision names the version it is about.' }),
      head: z.string().meta({ description: 'The hash of the last event: it proves the whole history.' }),
      state: z.string().meta({ example: 'in-review' }),
      assignee: PersonJson().nullable(),
      labels: z.array(z.string()),
      updatedAt: time(),
      message: z.string().nullable().meta({ description: 'The words to the submitter, written with the state.' }),
      supersededBy: identifier().nullable().meta({ description: 'The submission that replaced this one.' }),
    })
    .meta({ id: 'Review', description: 'How far the review of a submission is, for reviewers.' }),
);

/** The schema of what everyone who sees a submission may know of its review. */
export const ProgressJson = lazySchema(() =>
  z
    .strictObject({
      state: z.string().meta({ example: 'returned' }),
      part: z
        .enum(['new', 'open', 'returned', 'accepted', 'declined', 'withdrawn', 'superseded'])
        .nullable()
        .meta({ description: 'What the state means, in every form; null for one that the form has no longer.' }),
      message: z.string().nullable().meta({ description: 'The words of the reviewers to the submitter.' }),
      supersededBy: identifier().nullable().meta({ description: 'The submission that replaced this one.' }),
    })
    .meta({ id: 'Progress', description: 'How far a submission is, as its submitter may know it.' }),
);

/** The schema of a submission as its own address shows it. */
export const ShownSubmissionJson = lazySchema(() =>
  z
    .strictObject({
      ...submissionMembers(),
      files: z.record(z.string(), z.array(ScannedFileJson())),
      progress: ProgressJson().nullable(),
      review: ReviewJson().nullable(),
    })
    .meta({ id: 'ShownSubmission', description: 'A submission, and how far it is.' }),
);

/** The schema of an event of a history. */
export const ReviewEventJson = lazySchema(() =>
  z
    .strictObject({
      n: z.int().meta({ description: 'The place in the history, from 1.' }),
      at: time(),
      actor: PersonJson().nullable(),
      kind: z.string().meta({ example: 'state' }),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
      note: z.string().optional().meta({ description: 'Words for reviewers only.' }),
      message: z.string().optional().meta({ description: 'Words for the submitter.' }),
      job: z.string().optional().meta({ description: 'The decision about many submissions that made the change.' }),
      undoes: z.int().optional().meta({ description: 'The place of the event that this one takes back.' }),
      previous: z.string().meta({ description: 'The hash of the event before; empty in the first one.' }),
      hash: z
        .string()
        .meta({ description: 'SHA-256, in base64url, of the event without this member as canonical JSON.' }),
    })
    .meta({ id: 'ReviewEvent' }),
);

const words = z
  .string(says('value-invalid'))
  .transform((text) => text.toWellFormed().replace(/\r\n?/g, '\n').trim())
  .refine(
    (text) => [...text].length <= maxWordsLength,
    says(message('review-words-too-long', { max: maxWordsLength })),
  );

/** The schema of a decision. Which members it needs depends on its kind; `decide` has the rules. */
export const DecisionBody = z
  .strictObject({
    version: z
      .int(says('review-version-missing'))
      .meta({ description: 'The version of the review that was seen; another one now is a conflict.' }),
    kind: z.enum(['state', 'assignee', 'label-added', 'label-removed', 'note'], says('review-kind-unknown')),
    state: z.string(says('review-state-unknown')).optional().meta({ description: 'For `state`: the new one.' }),
    message: words.optional().meta({ description: 'With a state: words for the submitter. A return needs them.' }),
    assignee: z.string(says('review-no-such-reviewer')).nullable().optional().meta({
      description: 'For `assignee`: `me`, the name or email address of a reviewer of the form, or null.',
    }),
    label: z.string(says('review-label-invalid')).optional().meta({ description: 'For a label: the label.' }),
    note: words.optional().meta({ description: 'Words for reviewers only.' }),
  })
  .meta({
    id: 'Decision',
    description: 'What a reviewer does with a submission, one thing at a time.',
    example: { version: 1, kind: 'note', note: 'Looks complete.' },
  });

/** The schema of the release of a file that could not be scanned. */
export const ReleaseBody = z
  .strictObject({
    state: z
      .enum(scanStates, says('release-scan-missing'))
      .meta({ description: 'The state of the scan that was seen; another one now is a conflict.' }),
    at: z.iso
      .datetime(says('release-scan-missing'))
      .nullable()
      .meta({ description: 'The time of the verdict that was seen, as the scan has it.' }),
    note: words.optional().meta({ description: 'Words for reviewers only.' }),
  })
  .meta({
    id: 'Release',
    description: 'The scan that a reviewer has seen of the file that they release.',
    example: { state: 'unscannable', at: '2026-11-29T08:00:00.000Z', note: 'Its sender told me the password.' },
  });
