import { newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { isPreviewable } from '../previews/picture-limits.ts';
import type { JobRecord } from '../records/job-records.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { minuteMs } from '../values/duration.ts';

/** GuardDuty scans by itself. After this time, the job asks for what has no verdict. */
const askAfterMs = 10 * minuteMs;

/** What the jobs of a submission follow from, beside its content. */
interface Circumstances {
  /** True when a file waits for its scan, or could not be scanned before, which the job lists. */
  readonly isScanAwaited: boolean;
  readonly requestId: string | undefined;
}

/**
 * Returns the jobs of a new submission: for the index, for checksums that archives need, for scans and for previews.
 */
export function jobsAfter(
  { clock, scanner }: Ports,
  { id, form, files }: SubmissionRecord,
  { isScanAwaited, requestId }: Circumstances,
): JobRecord[] {
  const all = Object.values(files).flat();
  const now = clock();
  const scanAt = scanner?.name === 'guardduty' ? new Date(now.getTime() + askAfterMs) : now;
  const jobFor = (kind: 'index' | 'crc' | 'preview' | 'scan', dueAt = now) =>
    newJob(kind, { submissionId: id }, { now, dueAt, form, requestId });
  return [
    jobFor('index'),
    ...(all.every(({ crc32 }) => crc32 !== null) ? [] : [jobFor('crc')]),
    ...(all.some(isPreviewable) ? [jobFor('preview')] : []),
    ...(isScanAwaited ? [jobFor('scan', scanAt)] : []),
  ];
}
