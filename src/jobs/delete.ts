import type { RunJob } from './job-run.ts';

/** Removes the rest of a deleted submission: the bytes first, and the list of what is left last. */
export const finishDeletion: RunJob<'delete'> = async ({ ports: { records, bucket }, args: { submissionId } }) => {
  const remains = await records.deletions.findRemains(submissionId);
  if (!remains) return 'done';
  await bucket.removeVersions(remains.keys);
  await records.deletions.removeEntries(remains);
  await records.deletions.removeEvents(remains);
  await records.deletions.removeIdempotencyKey(remains);
  await records.shares.removeOfSubmission(submissionId);
  await records.deletions.end(submissionId);
  return 'done';
};
