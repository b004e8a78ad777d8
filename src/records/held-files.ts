import { getItems } from './batch-get.ts';
import type { FileRecord } from './submission-records.ts';
import type { Table } from './table.ts';
import { type UploadRecord, uploadKey } from './upload-records.ts';

/** Returns the files of a submission that no newer version of it has taken over, with their scans. */
export async function filesHeldBy(
  table: Table,
  id: string,
  files: readonly FileRecord[],
): Promise<readonly (FileRecord & Pick<UploadRecord, 'scan'>)[]> {
  if (files.length === 0) return files;
  const uploads = await getItems<Pick<UploadRecord, 'submissionId' | 'scan'>>(
    table,
    files.map((file) => uploadKey(file.id)),
  );
  return files.flatMap((file, at) => {
    const { submissionId = id, scan } = uploads[at] ?? {};
    return submissionId === id ? [{ ...file, ...(scan && { scan }) }] : [];
  });
}
