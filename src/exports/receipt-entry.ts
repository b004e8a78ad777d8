import { crc32 } from 'node:zlib';
import { toUser } from '../accounts/users/user.ts';
import type { Messages } from '../messages/messages.ts';
import type { ExportRecord } from '../records/export-record.ts';
import { toReceipt } from '../submissions/receipt.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import type { ExportPorts } from './export-rights.ts';
import type { FoundSubmission } from './found-submission.ts';

/** Returns the receipt of a submission as an entry of its archive. It is HTML that links to the files beside it. */
export async function receiptEntry(
  ports: ExportPorts,
  record: ExportRecord,
  found: FoundSubmission,
  messages: Messages,
): Promise<ArchiveEntry> {
  const [submission, reader] = await Promise.all([
    ports.records.submissions.find(found.id),
    ports.records.users.find(record.user.id),
  ]);
  if (!submission || !reader) throw new Error('The submission of an export is gone, or its user.');
  const { renderReceiptDocument } = await import('../views/receipt-document.tsx');
  const results = new Map(found.files.map((file) => [file.id, file.found]));
  const receipt = await toReceipt(ports, ports.forms, toUser(reader), submission);
  const html = await renderReceiptDocument(
    {
      ...receipt,
      submitter: submission.submitter.username,
      files: receipt.files.map(({ label, files }) => ({
        label,
        files: files.map((file) => {
          const result = results.get(file.id) ?? 'gone';
          return typeof result === 'string' ? { ...file, missing: result } : { ...file, path: result.path };
        }),
      })),
    },
    messages,
  );
  const content = Buffer.from(html);
  const modifiedAt = Math.floor(Date.parse(submission.submittedAt) / 1000);
  return { path: 'receipt.html', size: content.byteLength, crc32: crc32(content), modifiedAt, content };
}
