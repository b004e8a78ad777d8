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
  'deciders-only': 'You may read these submissions. Ask an admin if you should decide about them.',
} as const;
