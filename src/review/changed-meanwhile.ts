import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ReviewEvent, ReviewRecord } from '../records/review-record.ts';
import { describeReview } from './describe-review.ts';

/** The most changes that a conflict tells of. */
const maxChanges = 50;

/** A conflict between a decision and the changes that came before it. */
export interface ChangedMeanwhile {
  readonly problem: Problem;
  /** The events since the version that the reviewer saw, the oldest first. */
  readonly changes: readonly ReviewEvent[];
}

/** Returns the conflict of a decision about an earlier version: what was expected, what is now, and who changed it. */
export async function changedMeanwhile(
  { records }: Pick<Ports, 'records'>,
  submissionId: string,
  expectedVersion: number,
  now: ReviewRecord,
): Promise<ChangedMeanwhile> {
  const isPast = expectedVersion >= 1 && expectedVersion < now.version;
  const { events: changes } = isPast
    ? await records.reviews.listHistory(submissionId, maxChanges, expectedVersion)
    : { events: [] };
  const expected = isPast
    ? { ...withoutChanges(now, changes), version: expectedVersion }
    : { version: expectedVersion };
  const members = { expected, current: describeReview(now), changes: changes.map(withoutChain) };
  return { problem: new Problem('conflict', 'review-changed', { members }), changes };
}

/** Returns the reviewed values as they were before some events. */
function withoutChanges({ state, assignee, labels }: ReviewRecord, changes: readonly ReviewEvent[]) {
  const values = { state: state as unknown, assignee: assignee as unknown, labels: [...labels] as unknown[] };
  for (const { kind, from, to } of changes.toReversed()) {
    if (kind === 'assignee') values.assignee = from;
    else if (kind === 'label-added') values.labels = values.labels.filter((label) => label !== to);
    else if (kind === 'label-removed') values.labels.push(from);
    else if (typeof from === 'string') values.state = from;
  }
  return values;
}

function withoutChain({ n, at, actor, kind, from, to }: ReviewEvent) {
  return { n, at, actor, kind, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
