import type { ExportRecord } from '../records/export-record.ts';
import { foundKeysOf } from './export-keys.ts';
import type { ExportPorts } from './export-rights.ts';
import { type FoundFile, type FoundSubmission, readFoundLines, whyClosed } from './found-submission.ts';

/** `unknown`: a list of the files of an archive is gone. `stopped`: the worker is near its end. */
export type GatesReading = 'open' | 'closed' | 'unknown' | 'stopped';

/** The files whose gates are read between two looks at the clock. */
const filesOfBatch = 1000;

/**
 * Reads the gates of all files in an archive once more, for its user and by what counts now. The verdicts may
 * have changed since the archive was planned, and so may the declaration of the form, and the scanner.
 */
export async function readGates(
  ports: ExportPorts,
  record: ExportRecord,
  isNearEnd: () => boolean,
): Promise<GatesReading> {
  if (!lacksNothing(record)) return 'unknown';
  for (const key of foundKeysOf(record)) {
    const lines = await ports.bucket.exports.read(key);
    if (!lines) return 'unknown';
    for (const batch of batchesOf(readFoundLines(lines))) {
      if (isNearEnd()) return 'stopped';
      if (await isAnyClosed(ports, record, batch)) return 'closed';
    }
  }
  return 'open';
}

/** True for an archive without files, and for one whose files are listed. */
export function lacksNothing(record: ExportRecord): boolean {
  return record.kind !== 'zip' || record.counts.files === 0 || foundKeysOf(record).length > 0;
}

/** Returns the files of a submission that are in the archive. */
export function includedFiles({ files }: FoundSubmission): FoundFile[] {
  return files.filter(({ found }) => typeof found !== 'string');
}

/** A file in an archive, and the form that asked for it. */
interface IncludedFile {
  readonly id: string;
  readonly form: string;
}

async function isAnyClosed(ports: ExportPorts, { user }: ExportRecord, files: readonly IncludedFile[]) {
  const uploads = await ports.records.uploads.findAll(files.map(({ id }) => id));
  return files.some(({ form }, index) => whyClosed({ ports, reader: user }, form, uploads[index]) !== undefined);
}

function* batchesOf(submissions: Iterable<FoundSubmission>): Generator<IncludedFile[], void, undefined> {
  let batch: IncludedFile[] = [];
  for (const submission of submissions) {
    const { form } = submission;
    batch.push(...includedFiles(submission).map(({ id }) => ({ id, form })));
    if (batch.length < filesOfBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
