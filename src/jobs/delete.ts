import { quarantineKeyOf } from '../files/object-key.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import { previewKeysOf } from '../previews/preview-key.ts';
import type { DeletionRemains } from '../records/deletion-records.ts';
import { minuteMs } from '../values/duration.ts';
import type { JobPorts, RunJob } from './job-run.ts';

/** Longer than a worker takes from its look at a submission to what it writes of it. */
const lastWritesMs = 10 * minuteMs;

/**
 * Removes the rest of a deleted submission: the bytes first, and the list of what is left last. A worker that has read
 * the submission before may write something of it after that, and die before it looks again. So the job removes all of
 * it a second time, some minutes after the deletion.
 */
export const finishDeletion: RunJob<'delete'> = async ({ ports, args: { submissionId } }) => {
  const { records, clock } = ports;
  const remains = await records.deletions.findRemains(submissionId);
  if (!remains) return 'done';
  await removeRemains(ports, remains);
  const deleted = await records.deletions.find(submissionId);
  const dueAt = new Date(Date.parse(deleted?.event.at ?? '') + lastWritesMs);
  if (clock() < dueAt) await lookAgain(ports, remains, dueAt);
  else await records.deletions.end(submissionId);
  return 'done';
};

async function removeRemains({ records, bucket }: JobPorts, remains: DeletionRemains): Promise<void> {
  const { keys, fileIds = [], openFindings = [], submission } = remains;
  await bucket.removeVersions([...keys, ...fileIds.flatMap((id) => [...previewKeysOf(id), quarantineKeyOf(id)])]);
  await records.deletions.removeEntries(remains);
  await records.deletions.removeEvents(remains);
  await records.deletions.removeIdempotencyKey(remains);
  await records.shares.removeOfSubmission(submission.id);
  await records.findings.close(openFindings);
}

/** Leaves a job that removes what late workers have written. */
async function lookAgain(ports: JobPorts, { submission, form }: DeletionRemains, dueAt: Date): Promise<void> {
  const job = newJob('delete', { submissionId: submission.id }, { now: ports.clock(), dueAt, form: form.slug });
  await ports.records.jobs.add([job]);
  await handOver(ports, [job]);
}
