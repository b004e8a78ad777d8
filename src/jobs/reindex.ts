import * as z from 'zod';
import type { Form } from '../forms/define-form.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { indexVersionOf, lastingEntries, reviewEntries } from '../review/index-entries.ts';
import { lineOf, pictureIn, picturesInLine } from '../review/line.ts';
import { beginReview } from '../review/review.ts';
import type { JobPorts, RunJob } from './job-run.ts';

const pageSize = 50;

const Place = z.object({ after: z.string() });

/**
 * Takes all submissions of a form into its index. It runs after a change of what the form declares to be shown,
 * filtered, sorted or searched, and once for submissions from before there was an index. Reviewers work on meanwhile.
 */
export const reindexForm: RunJob<'reindex'> = async ({ ports, args, place, isNearEnd, keepPlace }) => {
  const form = ports.forms.get(args.form);
  if (!form) return 'done';
  const list = { form: form.slug, isBusy: form.isBusy };
  let after = Place.safeParse(place).data?.after;
  do {
    if (isNearEnd()) return { goOnFrom: { after } };
    const page = await ports.records.submissions.list(list, pageSize, after);
    for (const submission of page.submissions) await indexAgain(ports, form, submission);
    after = page.next ?? undefined;
    if (after !== undefined) await keepPlace({ after });
  } while (after !== undefined);
  return 'done';
};

async function indexAgain(ports: JobPorts, form: Form, submission: SubmissionRecord): Promise<void> {
  let review: ReviewRecord | undefined = await beginReview(ports, form, submission);
  while (review && review.indexVersion !== indexVersionOf(form)) {
    const { line: former } = review;
    const line = picturesInLine(lineOf(form, submission), (id) => pictureIn(former, id));
    const after = { ...review, line, indexVersion: indexVersionOf(form) };
    const [lasting, put] = [lastingEntries(form, submission), reviewEntries(form, submission, review)];
    const remove = await ports.records.reviews.findEntries(submission.id);
    if (await ports.records.reviews.reindex({ submission, form, before: review, after, lasting, put, remove })) return;
    // A reviewer was faster.
    review = await ports.records.reviews.find(submission.id);
  }
}
