import { readCrc, StoredBytesDiffer } from '../files/read-crc.ts';
import { isScanned } from '../forms/scan-rule.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { type ClosedState, closedStateOf } from '../submissions/closed-file.ts';
import { gateFor } from '../submissions/file-gate.ts';
import { findUploadsOf } from '../submissions/gated-file.ts';
import { viewOf } from '../values/byte-view.ts';
import { sideBySide } from '../values/side-by-side.ts';
import { EntryPaths } from './entry-path.ts';
import type { ExportPorts } from './export-rights.ts';

/**
 * Why a file is listed and not in the archive. `changed`: its bytes are not those that were accepted. `noVerdict`: the
 * record with the result of its scan is not found. The others: its gate is closed for the reader of the archive.
 */
export type MissingReason = 'gone' | 'changed' | 'noVerdict' | ClosedState;

/** A file of a submission, as it was found for an archive. */
export interface FoundFile
  extends Pick<FileRecord, 'id' | 'key' | 'filename' | 'contentType' | 'size' | 'sha256' | 'crc32'> {
  readonly field: string;
  /** The place in the archive, and the ETag of the object that has the bytes. */
  readonly found: { readonly path: string; readonly etag: string; readonly crc32: string } | MissingReason;
}

/** A submission, as it was found for an archive. */
export interface FoundSubmission
  extends Pick<SubmissionRecord, 'id' | 'number' | 'form' | 'submittedAt' | 'submitter'> {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly files: readonly FoundFile[];
}

/** The user who gets an archive, and the resources by which the gates of its files are read. */
interface GateReading {
  readonly ports: ExportPorts;
  readonly reader: { readonly id: string };
}

/** The way to the bytes of files. */
interface FileSearch extends GateReading {
  /** The keys of sources that changed under an earlier plan. */
  readonly changedKeys: readonly string[];
  readonly countBytes: (bytes: number) => void;
}

/** The files that are looked for at a time. */
const searchesAtOnce = 32;

/**
 * Looks for the files of submissions in the bucket. Each gets its path in the archive, unless it is gone or has changed.
 * A file without a CRC-32 is read once, and its submission then has it.
 */
export async function findFiles(
  search: FileSearch,
  submissions: readonly SubmissionRecord[],
): Promise<FoundSubmission[]> {
  const places = submissions.flatMap(placesOf);
  const uploads = await findUploadsOf(search.ports, ...submissions);
  const results = new Map<string, Searched>();
  const find = async (place: FilePlace) => {
    const closed = whyClosed(search, place.submission.form, uploads.get(place.file.id));
    results.set(place.file.id, closed ?? (await findFile(search, place)));
  };
  await sideBySide(places, find, { atOnce: searchesAtOnce });
  return submissions.map((submission) => toFound(submission, results));
}

/**
 * Returns why a reader may not fetch a file of a form now; `undefined` for one that is open. Where anything scans, a file
 * whose upload is not found is closed: its verdict is not known.
 */
export function whyClosed(
  { ports, reader }: GateReading,
  form: string,
  upload: UploadRecord | undefined,
): MissingReason | undefined {
  if (upload) return gateFor(ports, upload, reader).isOpen ? undefined : closedStateOf(upload.scan);
  const { scanner, forms } = ports;
  return scanner !== undefined || isScanned(forms.get(form), undefined) ? 'noVerdict' : undefined;
}

/** Returns a submission as one line of JSON, with its line feed. */
export function toFoundLine(found: FoundSubmission): string {
  return `${JSON.stringify(found)}\n`;
}

/** Returns the submissions of such lines, each read when it is asked for. */
export function* readFoundLines(lines: Uint8Array): Generator<FoundSubmission, void, undefined> {
  const text = viewOf(lines);
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    // `toFoundLine` has written every line.
    yield JSON.parse(text.toString('utf8', start, end)) as FoundSubmission;
    start = end + 1;
  }
}

interface FilePlace {
  readonly submission: SubmissionRecord;
  readonly field: string;
  readonly index: number;
  readonly file: FileRecord;
}

type Searched = { readonly etag: string; readonly crc32: string } | MissingReason;

function placesOf(submission: SubmissionRecord): FilePlace[] {
  return Object.entries(submission.files).flatMap(([field, files]) =>
    files.map((file, index) => ({ submission, field, index, file })),
  );
}

async function findFile({ ports, changedKeys, countBytes }: FileSearch, place: FilePlace): Promise<Searched> {
  const { file, submission } = place;
  const object = await ports.bucket.head(file.key);
  if (!object) return 'gone';
  const isOther = [
    object.size !== file.size,
    differ(object.sha256, file.sha256),
    differ(object.crc32, file.crc32),
    changedKeys.includes(file.key),
  ];
  if (isOther.includes(true)) return 'changed';
  const { etag } = object;
  const known = file.crc32 ?? object.crc32;
  if (known !== null) return { etag, crc32: known };
  try {
    const crc32 = await readCrc(ports.bucket, file, etag, countBytes);
    if (crc32 === undefined) return 'gone';
    await ports.records.submissions.keepCrc32(submission.id, place, crc32);
    return { etag, crc32 };
  } catch (error) {
    if (error instanceof StoredBytesDiffer) return 'changed';
    throw error;
  }
}

/** True when two checksums are both known and not the same. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function toFound(submission: SubmissionRecord, results: ReadonlyMap<string, Searched>): FoundSubmission {
  const { id, number, form, submittedAt, submitter, fields } = submission;
  const paths = new EntryPaths();
  const folder = `${number}-${submitter.username}`;
  const files = placesOf(submission).map(({ field, file }): FoundFile => {
    const { id, key, filename, contentType, size, sha256, crc32 } = file;
    const searched = results.get(file.id) ?? 'gone';
    const found = typeof searched === 'string' ? searched : { path: paths.add([folder, field], filename), ...searched };
    return { id, key, filename, contentType, size, sha256, crc32, field, found };
  });
  return { id, number, form, submittedAt, submitter, fields, files };
}
