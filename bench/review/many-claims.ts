import type { Form } from '../../src/forms/define-form.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { firstReview } from '../../src/review/review.ts';
import type { Seed } from './seed-submissions.ts';

/** The time of the first submission; each of the others comes ten seconds after the one before. */
const beginning = Date.parse('2015-01-01T00:00:00Z');

/** The states in turns: a fifth is new, a fifth in review, the others are accepted. */
const states = ['new', 'in-review', 'accepted', 'accepted', 'accepted'] as const;
const words = ['train', 'hotel', 'bus', 'meal', 'book', 'paper', 'phone', 'desk', 'chair', 'lamp'] as const;

/** The number of different amounts. */
const amounts = 100_003;

/** Returns the time of the submission with this number, from 0. */
export const timeOf = (number: number) => new Date(beginning + number * 10_000).toISOString();

/** Yields submissions of a form with the fields `title`, `kind` and `amount`, a third of them with an assignee. */
export function* manyClaims(form: Form, count: number): Generator<Seed> {
  for (let number = 0; number < count; number += 1) {
    const submission = claimOf(form, number);
    const { review } = firstReview(form, submission);
    const state = states[number % states.length] ?? 'new';
    const assignee = number % 3 === 0 ? { id: 'reviewer', username: 'Ann' } : null;
    yield { submission, review: { ...review, state, assignee } };
  }
}

/** Yields new submissions, written whole, so that reviewers can decide about them. */
export function* newClaims(
  form: Form,
  count: number,
  fieldsOf: (number: number) => SubmissionRecord['fields'],
): Generator<Seed> {
  for (let number = 0; number < count; number += 1) {
    const submission = { ...claimOf(form, number), fields: fieldsOf(number) };
    yield { submission, ...firstReview(form, submission) };
  }
}

function claimOf(form: Form, number: number): SubmissionRecord {
  const word = words[Math.floor(number / states.length) % words.length] ?? '';
  return {
    id: `seed-${form.slug}-${number}`,
    number: number + 1,
    form: form.slug,
    submittedAt: timeOf(number),
    submitter: { id: `submitter-${number % 100}`, username: 'Kim' },
    fields: {
      title: `${word} number${number}`,
      kind: number % 2 === 0 ? 'travel' : 'books',
      amount: (number * 7919) % amounts,
    },
    files: {},
  };
}
