import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import type { ReviewEvent } from '../records/review-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { firstReview } from './review.ts';

/** The bytes after which a download ends: a response on Lambda has at most six megabytes. */
const maxDownloadBytes = 4_000_000;
const eventsOfAQuery = 100;

/** A part of a history, and the number of the event behind which the next part begins. */
export interface HistoryPart<Content> {
  readonly content: Content;
  readonly next: number | null;
}

/** Returns events of a submission, the oldest first. Before a job has stored the first one, it follows from the submission. */
export async function readEvents(
  { records }: Pick<Ports, 'records'>,
  { form, submission }: { readonly form: Form | undefined; readonly submission: SubmissionRecord },
  limit: number,
  after = 0,
): Promise<HistoryPart<readonly ReviewEvent[]>> {
  const { events, next } = await records.reviews.listHistory(submission.id, limit, after);
  if (events.length > 0 || after > 0 || !form) return { content: events, next };
  return { content: [firstReview(form, submission).event], next: null };
}

/** Returns the history as JSON lines, the oldest event first, as much of it as one response holds. */
export async function readJsonLines(
  ports: Pick<Ports, 'records'>,
  of: Parameters<typeof readEvents>[1],
  after = 0,
): Promise<HistoryPart<string>> {
  let content = '';
  let next: number | null = after;
  do {
    const part: HistoryPart<readonly ReviewEvent[]> = await readEvents(ports, of, eventsOfAQuery, next);
    content += part.content.map((event) => `${JSON.stringify(event)}\n`).join('');
    next = part.next;
  } while (next !== null && Buffer.byteLength(content) < maxDownloadBytes);
  return { content, next };
}
