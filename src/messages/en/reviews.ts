import { formats } from './formats.ts';

/** Sentences about the review of submissions. */
export const reviews = {
  'review-state-unknown': 'This form has no such state. Choose one of the list.',
  'review-message-missing': 'Write to the submitter what they should change.',
  'review-note-missing': 'Write a note.',
  'review-closed': 'This submission was withdrawn or replaced. You can still add a note.',
  'review-changed': 'The submission changed since you opened it. Look at it again, then decide.',
  'review-label-invalid': 'Use 1 to 40 characters on one line for a label.',
  'review-labels-too-many': ({ max }: { max: number }) =>
    `A submission can have at most ${max} labels. Remove one first.`,
  'review-no-such-reviewer': 'No reviewer of this form has this name.',
  'deciders-only': 'You may read these submissions. Ask an admin if you should decide about them.',
  'submission-deleted': ({ at, by, why }: { at: string; by: string; why: string }) =>
    `${by} deleted this submission on ${formats.dateTime(at)}. The reason: ${why}`,
  'submission-kept-no-longer': ({ at, days }: { at: string; days: number }) =>
    `This submission was deleted on ${formats.dateTime(at)}: its form keeps them for ${formats.plural(days, { one: '# day', other: '# days' })}.`,
  'deletion-reason-missing': 'Write why the submission is deleted.',
  'deletion-reason-too-long': ({ max }: { max: number }) => `Write the reason in at most ${max} characters.`,
} as const;
