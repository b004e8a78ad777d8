import type { Ports } from '../ports.ts';
import type { ExportedSubmissions } from '../records/export-record.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { ExportPorts } from './export-rights.ts';

/** A submission, and how far its review is; `undefined` until the index has taken it in. */
export interface ReviewedSubmission {
  readonly submission: SubmissionRecord;
  readonly review: ReviewRecord | undefined;
}

/** Some submissions of an export, and the place behind them; `null` at the end. */
export interface SubmissionPage {
  readonly found: readonly ReviewedSubmission[];
  readonly next: string | null;
}

/** Returns the next submissions of an export, the newest first; fewer than `limit` where some are gone. */
export async function readSubmissions(
  { records, forms }: ExportPorts,
  what: ExportedSubmissions,
  after: string | null,
  limit: number,
): Promise<SubmissionPage> {
  if ('submissionId' in what) return { found: await withReviews(records, [what.submissionId]), next: null };
  if ('ids' in what) {
    const start = Number(after ?? 0);
    const found = await withReviews(records, what.ids.slice(start, start + limit));
    const end = start + limit;
    return {
      // The ids come from a request. The rights were checked for this form.
      found: found.filter(({ submission }) => submission.form === what.form),
      next: end < what.ids.length ? String(end) : null,
    };
  }
  const form = forms.get(what.form);
  if (!form) return { found: [], next: null };
  const page = await records.index.find({
    ...{ form, filter: what.filter, isAscending: false, limit },
    ...(after !== null && { after }),
  });
  const reviews = new Map(page.found.map(({ id, review }) => [id, review]));
  const submissions = await findSubmissions(records, [...reviews.keys()]);
  return {
    found: submissions.map((submission) => ({ submission, review: reviews.get(submission.id) })),
    next: page.next,
  };
}

async function withReviews(records: Ports['records'], ids: readonly string[]): Promise<ReviewedSubmission[]> {
  const submissions = await findSubmissions(records, ids);
  return Promise.all(
    submissions.map(async (submission) => ({ submission, review: await records.reviews.find(submission.id) })),
  );
}

/** Returns submissions in the order of their ids, without those that are gone. */
async function findSubmissions({ submissions }: Ports['records'], ids: readonly string[]): Promise<SubmissionRecord[]> {
  return (await submissions.findAll(ids)).filter((submission) => submission !== undefined);
}
