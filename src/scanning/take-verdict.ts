import { uploadIdIn } from '../files/object-key.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { isPreviewable } from '../previews/picture-limits.ts';
import type { JobRecord } from '../records/job-records.ts';
import type { ScannerName, ScanRecord, ScanState, Verdict } from '../records/scan-record.ts';
import type { UploadRecord } from '../records/upload-records.ts';

/** A verdict about the object at a key, and where it comes from. */
export interface TakenVerdict {
  readonly key: string;
  readonly verdict: Verdict;
  readonly scanner: ScannerName;
  /** The time of the verdict (RFC 3339). */
  readonly at: string;
  /** The ETag of the object that was scanned, where the scanner names it. */
  readonly etag?: string;
}

/** `known`: the upload has this verdict, or a weightier one. */
export type VerdictOutcome = 'taken' | 'known' | 'no-such-upload';

/**
 * Keeps a verdict with the upload that its key names, at any moment of the upload's life. Verdicts may come in any order
 * and repeatedly: the weightiest stays. An infected file leaves a job that takes its bytes out of reach, a clean file of
 * a submission one that makes its previews.
 *
 * A key that names no upload, or an upload with another key, changes nothing.
 */
export async function takeVerdict(ports: Ports, taken: TakenVerdict): Promise<VerdictOutcome> {
  const uploadId = uploadIdIn(taken.key);
  return uploadId === undefined ? 'no-such-upload' : takeVerdictOf(ports, uploadId, taken);
}

/** Keeps a verdict about an upload that the caller knows, whose key may be from before keys named it. */
export async function takeVerdictOf(ports: Ports, uploadId: string, taken: TakenVerdict): Promise<VerdictOutcome> {
  const { key, verdict, scanner, at, etag } = taken;
  for (;;) {
    const upload = await ports.records.uploads.find(uploadId);
    if (upload?.key !== key) return 'no-such-upload';
    // Other bytes were scanned than those that were checked.
    if (etag !== undefined && upload.etag !== undefined && etag !== upload.etag) return 'no-such-upload';
    const { scan } = upload;
    if (weightOf(verdict.state) <= weightOf(scan?.state ?? 'off')) return 'known';
    const isReleased = scan?.released !== undefined && verdict.state === 'unscannable';
    const next: ScanRecord = { ...withinLimits(verdict), scanner, at, ...(isReleased && { released: scan.released }) };
    const jobs = jobsAfter(ports, upload, verdict);
    // Another verdict, the acceptance or a release may come in between: the verdict is weighed again.
    if (!(await ports.records.scans.keep(upload, next, jobs, ports.clock().toISOString()))) continue;
    await handOver(ports, jobs);
    return 'taken';
  }
}

/** The most characters of a signature's name that are kept. */
const maxSignatureLength = 200;

function withinLimits(verdict: Verdict): Verdict {
  if (verdict.state !== 'infected') return verdict;
  return { ...verdict, signature: verdict.signature.slice(0, maxSignatureLength) };
}

/** The states from the lightest to the weightiest: the end of several verdicts does not depend on their order. */
const byWeight: readonly ScanState[] = ['off', 'waiting', 'failed', 'unscannable', 'clean', 'infected'];

const weightOf = (state: ScanState) => byWeight.indexOf(state);

function jobsAfter({ clock }: Ports, upload: UploadRecord, { state }: Verdict): JobRecord[] {
  const { id, form, submissionId, scan, contentType } = upload;
  const origin = { now: clock(), form };
  if (state === 'infected') return [newJob('quarantine', { fileId: id }, origin)];
  // A file without a mark was not scanned when it was accepted, and has its previews since then.
  const isAwaited = state === 'clean' && scan !== undefined && submissionId !== undefined;
  return isAwaited && isPreviewable({ contentType }) ? [newJob('preview', { submissionId }, origin)] : [];
}
