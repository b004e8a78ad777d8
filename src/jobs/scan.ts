import { uploadIdIn } from '../files/object-key.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import { ScannerUnavailable } from '../problems/errors.ts';
import { openFindingOf } from '../records/finding-records.ts';
import type { Verdict } from '../records/scan-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Scanner } from '../scanners/scanner.ts';
import { lateMs, overdueMs } from '../scanning/findings.ts';
import { takeVerdictOf } from '../scanning/take-verdict.ts';
import { findUploadsOf } from '../submissions/gated-file.ts';
import type { JobOutcome, JobPorts, JobRun, RunJob } from './job-run.ts';

/**
 * Has the files of a submission scanned that wait for it. An outage of the scanner loses nothing: the job comes again,
 * as after one of the bucket.
 */
export const scanFiles: RunJob<'scan'> = async (run) => {
  const { ports, args, place, keepPlace } = run;
  const submission = await ports.records.submissions.find(args.submissionId);
  if (!submission) return 'done';
  const uploads = await findUploadsOf(ports, submission);
  for (const upload of uploads.values()) if (isNotScanned(upload)) await ports.records.scans.noteOpen(upload);
  const waiting = [...uploads.values()].filter(({ scan }) => scan?.state === 'waiting');
  if (waiting.length === 0) return 'done';
  const waitedMs = ports.clock().getTime() - Date.parse(submission.submittedAt);
  const isOverdue = waitedMs >= overdueMs;
  try {
    if (ports.scanner === undefined) throw new ScannerUnavailable('Files wait for a scan, and there is no scanner.');
    return await scanEach(run, ports.scanner, submission, { waiting, isOverdue });
  } catch (error) {
    if (waitedMs >= lateMs) for (const upload of waiting) await noteLate(ports, upload, submission);
    if (error instanceof ScannerUnavailable && isOverdue && place !== toldPlace) {
      for (const upload of waiting) tellOverdue(ports, upload);
      await keepPlace(toldPlace);
    }
    throw error;
  }
};

/** The place of a job that has told about files that wait for too long. */
const toldPlace = 'told';

async function scanEach(
  { ports, place, isNearEnd, keepPlace, countBytes }: JobRun<'scan'>,
  scanner: Scanner,
  submission: SubmissionRecord,
  { waiting, isOverdue }: { readonly waiting: readonly UploadRecord[]; readonly isOverdue: boolean },
): Promise<JobOutcome> {
  const { id, submittedAt } = submission;
  let isAsked = false;
  for (const upload of waiting) {
    if (isNearEnd()) return { goOnFrom: place ?? null };
    const verdict = await verdictOn(ports, scanner, upload, isOverdue);
    if (verdict === 'asked') {
      await noteLate(ports, upload, submission);
      isAsked = true;
      continue;
    }
    if (verdict === 'overdue') tellOverdue(ports, upload);
    else countBytes(upload.size);
    const [{ key, id: uploadId }, at] = [upload, ports.clock().toISOString()];
    const taken: Verdict = verdict === 'overdue' ? { state: 'failed' } : verdict;
    await takeVerdictOf(ports, uploadId, { key, verdict: taken, scanner: scanner.name, at });
    // The next run skips this file, so this is progress, even if the next file fails.
    await keepPlace(place ?? null);
  }
  if (isAsked) await lookAgain(ports, id, new Date(Date.parse(submittedAt) + overdueMs));
  return 'done';
}

/** Returns a verdict; `asked` when it comes as an event, `overdue` when that event has not come. */
async function verdictOn({ log }: JobPorts, scanner: Scanner, upload: UploadRecord, isOverdue: boolean) {
  const { key, size, etag } = upload;
  if (etag === undefined) return { state: 'failed' } as const;
  const isByEvents = scanner.name === 'guardduty';
  if (isByEvents && isOverdue) return 'overdue';
  // An event names the key only, and an earlier key names no upload.
  if (isByEvents && uploadIdIn(key) === undefined) return { state: 'failed' } as const;
  if (!isByEvents) return scanner.scan({ key, size, etag });
  // Each request for a scan is paid for: none is repeated because another one failed. The result may come without it.
  return scanner.scan({ key, size, etag }).catch((error: unknown) => {
    log.error({ message: 'A scan could not be asked for.', file: upload.id, error });
    return 'asked' as const;
  });
}

/** True for a file that could not be scanned and that no reviewer has released. */
function isNotScanned({ scan }: UploadRecord): boolean {
  return scan?.state !== 'waiting' && openFindingOf('', scan) !== undefined;
}

/** Lists a file that waits for long among the findings. A verdict that comes at this moment is left as it is. */
async function noteLate({ records }: JobPorts, upload: UploadRecord, { submittedAt }: SubmissionRecord): Promise<void> {
  await records.scans.noteLate(upload, submittedAt);
}

/** Leaves a job that sees to it that the verdict has come by then. */
async function lookAgain(ports: JobPorts, submissionId: string, dueAt: Date): Promise<void> {
  const job = newJob('scan', { submissionId }, { now: ports.clock(), dueAt });
  await ports.records.jobs.add([job]);
  await handOver(ports, [job]);
}

function tellOverdue({ metrics, log }: JobPorts, { id, form }: UploadRecord): void {
  metrics.count('ScanOverdue', { form });
  log.error({ message: 'A file waits for its scan for too long.', file: id, form });
}
