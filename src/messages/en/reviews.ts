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
  'search-without-words': 'Type letters or digits to search for.',
  'date-expected': 'Enter a date such as 2026-11-20.',
  'last-day-too-early': 'This day is before the first one. Choose a later one.',
  'review-reviewer-ambiguous': 'Two reviewers of this form have this name. Write the email address.',
  'review-words-too-long': ({ max }: { max: number }) => `Use at most ${formats.number(max)} characters.`,
  'review-version-missing': 'Name the version of the review that you have seen.',
  'review-kind-unknown': 'Choose what to do: a state, an assignee, a label or a note.',
  'history-for-reviewers': 'Only reviewers of this form can see the history of a submission.',
  'history-format-unknown': 'The history comes as json or jsonl.',
  'withdrawal-too-late': 'A reviewer is at work on this submission, so it can’t be withdrawn any more.',
  'withdrawal-not-yours': 'Only the person who sent a submission can withdraw it.',
  'new-version-not-possible': 'A new version can’t be sent for this submission any more. Open it to see how it stands.',
  'deciders-only': 'You may read these submissions. Ask an admin if you should decide about them.',
  'submission-deleted': ({ at, by, why }: { at: string; by: string; why: string }) =>
    `${by} deleted this submission on ${formats.dateTime(at)}. The reason: ${why}`,
  'submission-kept-no-longer': ({ at, days }: { at: string; days: number }) =>
    `This submission was deleted on ${formats.dateTime(at)}: its form keeps them for ${formats.plural(days, { one: '# day', other: '# days' })}.`,
  'deletion-reason-missing': 'Write why the submission is deleted.',
  'deletion-reason-too-long': ({ max }: { max: number }) => `Write the reason in at most ${max} characters.`,
} as const;
