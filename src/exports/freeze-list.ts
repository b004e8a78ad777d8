import type { Messages } from '../messages/messages.ts';
import type { ExportRecord } from '../records/export-record.ts';
import { decodeCrc32 } from '../storage/crc32-header.ts';
import type { ArchiveWay } from './archive-cuts.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { toEntryLine } from './entry-lines.ts';
import { newExportKey } from './export-keys.ts';
import type { ExportPorts } from './export-rights.ts';
import { type FoundSubmission, readFoundLines } from './found-submission.ts';
import { describeFound, manifestHead, manifestLines } from './manifest.ts';
import { PartWriter } from './part-writer.ts';
import { receiptEntry } from './receipt-entry.ts';

/** The frozen list of an archive, as lines of `toEntryLine`. */
export interface FrozenList {
  /** The entries with which each volume begins. */
  readonly firstLines: string;
  /** All others. */
  readonly lines: Uint8Array;
  readonly way: ArchiveWay;
  /** The keys of the objects that hold the manifest and the submissions. */
  readonly keys: readonly string[];
}

/** Writes the manifest of the submissions that were found, and returns the list of the archive. */
export async function freezeList(
  ports: ExportPorts,
  record: ExportRecord,
  { foundKeys, messages }: { readonly foundKeys: readonly string[]; readonly messages: Messages },
): Promise<FrozenList> {
  const csv = await openManifest(ports, record, 'csv');
  const json = await openManifest(ports, record, 'json');
  await csv.writer.add(manifestHead());
  await json.writer.add('{"submissions":[');
  const lines: Buffer[] = [];
  let first: FoundSubmission | undefined;
  for (const key of foundKeys) {
    const found = await ports.bucket.exports.read(key);
    if (!found) throw new Error('What an export has found is gone.');
    for (const submission of readFoundLines(found)) {
      await csv.writer.add(manifestLines(submission, messages));
      await json.writer.add(`${first ? ',' : ''}\n${describeFound(submission, messages)}`);
      first ??= submission;
      lines.push(Buffer.from(entryLinesOf(submission)));
    }
  }
  await json.writer.add('\n]}\n');
  const firstEntries = [await csv.close(), await json.close()];
  if ('submissionId' in record.what && first) firstEntries.push(await receiptEntry(ports, record, first, messages));
  return {
    firstLines: firstEntries.map(toEntryLine).join(''),
    lines: Buffer.concat(lines),
    way: csv.isProven ? 'copying' : 'streaming',
    keys: [...foundKeys, csv.key, json.key],
  };
}

async function openManifest({ bucket }: ExportPorts, record: ExportRecord, extension: 'csv' | 'json') {
  const key = newExportKey(record, `manifest.${extension}`);
  const target = await bucket.assembly.begin(key, 'application/octet-stream');
  const writer = new PartWriter(bucket.assembly, target);
  return {
    key,
    writer,
    isProven: target.isProven,
    /** Makes the object, and returns its entry. */
    async close(): Promise<ArchiveEntry> {
      await writer.sendRest();
      const { size, crc32 } = writer.sent;
      await bucket.assembly.finish(target, writer.sent);
      const etag = (await bucket.head(key))?.etag;
      if (etag === undefined) throw new Error('The manifest of an export is gone.');
      return {
        path: `manifest.${extension}`,
        size,
        crc32,
        modifiedAt: secondsOf(record.createdAt),
        content: { key, etag },
      };
    },
  };
}

function entryLinesOf({ submittedAt, files }: FoundSubmission): string {
  return files
    .flatMap(({ key, size, found }) => {
      if (typeof found === 'string') return [];
      const { path, etag, crc32 } = found;
      const entry = { path, size, crc32: decodeCrc32(crc32), modifiedAt: secondsOf(submittedAt) };
      return [toEntryLine({ ...entry, content: { key, etag } })];
    })
    .join('');
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
