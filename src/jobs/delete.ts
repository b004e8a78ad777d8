import { quarantineKeyOf } from '../files/object-key.ts';
import { previewKeysOf } from '../previews/preview-key.ts';
import type { RunJob } from './job-run.ts';

/** Removes the rest of a deleted submission: the bytes first, and the list of what is left last. */
export const finishDeletion: RunJob<'delete'> = async ({ ports: { records, bucket }, args: { submissionId } }) => {
  const remains = await records.deletions.findRemains(submissionId);
  if (!remains) return 'done';
  const { keys, fileIds = [], openFindings = [] } = remains;
  await bucket.removeVersions([...keys, ...fileIds.flatMap((id) => [...previewKeysOf(id), quarantineKeyOf(id)])]);
  await records.deletions.removeEntries(remains);
  await records.deletions.removeEvents(remains);
  await records.deletions.removeIdempotencyKey(remains);
  await records.shares.removeOfSubmission(submissionId);
  await records.findings.close(openFindings);
  await records.deletions.end(submissionId);
  return 'done';
};
