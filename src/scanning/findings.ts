import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { describeScan, shownScan } from '../submissions/file-scans.ts';

/**
 * Lists the files in which scans have found malware, or which they could not read, the latest first. A file that was
 * deleted meanwhile, or found clean, is left out.
 */
export async function listFindings(
  { records }: Pick<Ports, 'records'>,
  limit: number,
  after?: string,
): Promise<{ readonly uploads: UploadRecord[]; readonly next: string | null }> {
  const { findings, next } = await records.findings.list(limit, after);
  const found = await records.uploads.findAll(findings.map(({ fileId }) => fileId));
  // A file with several verdicts stands where the one that counts does.
  const isCurrent = (upload: UploadRecord | undefined, index: number): upload is UploadRecord =>
    upload?.scan !== undefined &&
    'at' in upload.scan &&
    upload.scan.state !== 'clean' &&
    upload.scan.at === findings[index]?.at;
  return { uploads: found.filter(isCurrent), next };
}

/** Returns a finding as JSON. */
export function describeFinding({ id, filename, form, submissionId, scan }: UploadRecord) {
  return { fileId: id, filename, form, submissionId: submissionId ?? null, scan: describeScan(scan, true) };
}

/** Returns a finding as its page shows it. */
export function toShownFinding(forms: Forms, { id, filename, form, submissionId, scan }: UploadRecord) {
  return {
    id,
    filename,
    formTitle: forms.get(form)?.title ?? form,
    submissionPath: submissionId === undefined ? undefined : `/submissions/${submissionId}`,
    at: scan && 'at' in scan ? scan.at : undefined,
    scan: shownScan(scan),
  };
}
