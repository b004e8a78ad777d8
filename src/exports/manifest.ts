import type { Messages } from '../messages/messages.ts';
import { base64ToHex } from '../values/hex.ts';
import { type Cell, toCsv } from './csv.ts';
import type { FoundFile, FoundSubmission } from './found-submission.ts';

/** The columns of `manifest.csv`. Programs read them, so that they have no language. */
const columns = [
  ...['submission', 'id', 'submitted', 'submitter', 'field', 'value'],
  ...['path', 'filename', 'type', 'size', 'sha256', 'crc32', 'missing'],
] as const;

/** Returns the first line of `manifest.csv`. */
export const manifestHead = (): string => toCsv([columns]);

/** Returns the lines of a submission in `manifest.csv`: one for each value, and one for each file. */
export function manifestLines({ number, id, submittedAt, submitter, fields, files }: FoundSubmission, texts: Messages) {
  const start: Cell[] = [number, id, submittedAt, submitter.username];
  const values = Object.entries(fields).map(([field, value]): Cell[] => [
    ...start,
    ...[field, value],
    ...['', '', '', '', '', '', ''],
  ]);
  return toCsv([...values, ...files.map((file): Cell[] => [...start, file.field, '', ...cellsOf(file, texts)])]);
}

/** Returns a submission as a member of the list in `manifest.json`. */
export function describeFound({ files, ...submission }: FoundSubmission, texts: Messages): string {
  return JSON.stringify({
    ...submission,
    files: files.map((file) => {
      const { path, filename, type, size, sha256, crc32, missing } = factsOf(file, texts);
      return { field: file.field, path, filename, type, size, sha256, crc32, missing };
    }),
  });
}

function cellsOf(file: FoundFile, texts: Messages): Cell[] {
  const { path, filename, type, size, sha256, crc32, missing } = factsOf(file, texts);
  return [path, filename, type, size, sha256, crc32, missing];
}

/** Returns the facts of a file, with checksums in the digits that `sha256sum` and `crc32` print. */
function factsOf({ filename, contentType: type, size, sha256, crc32, found }: FoundFile, texts: Messages) {
  const isMissing = typeof found === 'string';
  const crc = isMissing ? crc32 : found.crc32;
  return {
    path: isMissing ? null : found.path,
    ...{ filename, type, size },
    sha256: sha256 && base64ToHex(sha256),
    crc32: crc && base64ToHex(crc),
    missing: isMissing ? texts.pages.exports.missing[found] : null,
  };
}
