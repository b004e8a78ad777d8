import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import type { Finding, FindingList } from '../records/finding-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { describeScan, shownScan } from '../submissions/file-scans.ts';
import { hourMs, minuteMs } from '../values/duration.ts';
import type { FindingView } from './finding-views.ts';

/** The time after which a file waits for long. */
export const lateMs = 10 * minuteMs;
/** The time after which a scan is overdue, and an alarm tells about it. */
export const overdueMs = hourMs;

/** Returns the list in which a view looks. A place in the other one means nothing to it. */
export function listOfView(view: FindingView): FindingList {
  return view === 'waiting' ? 'OPEN' : 'FOUND';
}

/**
 * Lists the files of a view, the latest first. A file that was deleted meanwhile, or found clean, is left out.
 *
 * @returns fewer than `limit` where some are left out
 */
export async function listFindings(
  { records }: Pick<Ports, 'records'>,
  view: FindingView,
  limit: number,
  after?: string,
): Promise<{ readonly uploads: UploadRecord[]; readonly next: string | null }> {
  const { findings, next } = await records.findings.list(limit, after, listOfView(view));
  const found = await records.uploads.findAll(findings.map(({ fileId }) => fileId));
  const isShown = (upload: UploadRecord | undefined, index: number): upload is UploadRecord =>
    upload !== undefined && isIn(view, upload, findings[index]);
  return { uploads: found.filter(isShown), next };
}

function isIn(view: FindingView, { scan }: UploadRecord, finding: Finding | undefined): boolean {
  if (view === 'waiting') return scan?.state === 'waiting';
  // A file with several verdicts stands where the one that counts does.
  const isCurrent =
    scan !== undefined && 'at' in scan && scan.state !== 'clean' && scan.at === (finding?.scanAt ?? finding?.at);
  return isCurrent && shownScan(scan).isReleased === (view === 'released');
}

/** Returns a finding as JSON. */
export function describeFinding({ id, filename, form, submissionId, scan }: UploadRecord) {
  return {
    ...{ fileId: id, filename, form, submissionId: submissionId ?? null },
    waitingSince: waitingSince(scan) ?? null,
    scan: describeScan(scan, true),
  };
}

/** Returns a finding as its page shows it. */
export function toShownFinding(
  { forms, clock }: Pick<Ports, 'clock'> & { readonly forms: Forms },
  { id, filename, form, submissionId, scan }: UploadRecord,
) {
  const since = waitingSince(scan);
  return {
    id,
    filename,
    formTitle: forms.get(form)?.title ?? form,
    submissionPath: submissionId === undefined ? undefined : `/submissions/${submissionId}`,
    at: since ?? shownScan(scan).at,
    released: scan?.released && { by: scan.released.by.username, at: scan.released.at },
    isOverdue: since !== undefined && clock().getTime() - Date.parse(since) >= overdueMs,
    scan: shownScan(scan),
  };
}

function waitingSince(scan: UploadRecord['scan']): string | undefined {
  return scan?.state === 'waiting' ? scan.lateSince : undefined;
}
