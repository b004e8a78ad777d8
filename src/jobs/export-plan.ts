import * as z from 'zod';
import { failExport } from '../exports/end-export.ts';
import { foundName, newExportKey } from '../exports/export-keys.ts';
import { maxExportedFiles } from '../exports/export-limits.ts';
import { mayStillExport } from '../exports/export-rights.ts';
import { type FoundSubmission, findFiles, toFoundLine } from '../exports/found-submission.ts';
import { layOutExport } from '../exports/lay-out-export.ts';
import { readSubmissions } from '../exports/read-submissions.ts';
import { loadMessages } from '../messages/messages.ts';
import type { ExportCounts, ExportRecord } from '../records/export-record.ts';
import { mebibytes } from '../values/byte-size.ts';
import { exportJob } from './export-job.ts';
import type { JobOutcome, JobRun } from './job-run.ts';

/** The submissions whose files are looked for between two looks at the clock. */
const pageSize = 50;
/** The bytes of lines that one object keeps. */
const bytesOfObject = mebibytes(4);

/** How far the search is: where it goes on, and which objects have the submissions that were found. */
const Place = z.object({
  after: z.string().nullable(),
  isEnded: z.boolean(),
  foundKeys: z.array(z.string()).readonly(),
  counts: z.object({ submissions: z.int(), files: z.int(), missing: z.int(), bytes: z.number() }),
});
type Place = z.infer<typeof Place>;

const noCounts: ExportCounts = { submissions: 0, files: 0, missing: 0, bytes: 0 };
const beginning: Place = { after: null, isEnded: false, foundKeys: [], counts: noCounts };

/**
 * Freezes the list of an archive: which files with which ETag, size and CRC-32. Then it lays out the bytes, and hands
 * over the jobs that send them. A file that is gone is a line in the manifest.
 */
export const planExport = exportJob<'export-plan'>(['planning'], async (run, record) => {
  const { ports } = run;
  if (!(await mayStillExport(ports, record))) {
    await failExport(ports, record, 'export-rights-lost');
    return 'done';
  }
  let place = Place.safeParse(run.place).data ?? beginning;
  while (!place.isEnded) {
    if (run.isNearEnd()) return { goOnFrom: place };
    place = await searchOn(run, record, place);
    if (place.counts.files > maxExportedFiles) {
      await failExport(ports, record, 'export-too-many-files');
      return 'done';
    }
    await run.keepPlace(place);
    await ports.records.exports.noteCounts(record, place.counts);
  }
  const messages = await loadMessages(record.language);
  return layOut(run, record, place, messages);
});

async function layOut(
  { ports, isNearEnd }: JobRun<'export-plan'>,
  record: ExportRecord,
  { foundKeys, counts }: Place,
  messages: Awaited<ReturnType<typeof loadMessages>>,
): Promise<JobOutcome> {
  const isLaidOut = await layOutExport(ports, record, { foundKeys, counts, messages, isNearEnd });
  return isLaidOut ? 'done' : { goOnFrom: { after: null, isEnded: true, foundKeys, counts } };
}

/** Looks for the next files, until they fill an object or the worker must stop, and keeps what was found. */
async function searchOn(
  { ports, isNearEnd, countBytes }: JobRun<'export-plan'>,
  record: ExportRecord,
  { foundKeys, counts: before, ...place }: Place,
): Promise<Place> {
  const search = { ports, reader: record.user, changedKeys: record.changedKeys, countBytes };
  let { after } = place;
  let counts: ExportCounts = before;
  let isEnded = false;
  const lines: string[] = [];
  for (let bytes = 0; bytes < bytesOfObject && !isEnded && !isNearEnd(); ) {
    const page = await readSubmissions(ports, record.what, after, pageSize);
    for (const found of await findFiles(
      search,
      page.found.map(({ submission }) => submission),
    )) {
      const line = toFoundLine(found);
      lines.push(line);
      bytes += line.length;
      counts = countIn(counts, found);
    }
    after = page.next;
    isEnded = after === null || counts.files > maxExportedFiles;
  }
  if (lines.length === 0) return { after, isEnded, foundKeys, counts };
  const key = newExportKey(record, foundName);
  await ports.bucket.exports.put(key, Buffer.from(lines.join('')));
  return { after, isEnded, foundKeys: [...foundKeys, key], counts };
}

function countIn({ submissions, files, missing, bytes }: ExportCounts, found: FoundSubmission): ExportCounts {
  const there = found.files.filter((file) => typeof file.found !== 'string');
  return {
    submissions: submissions + 1,
    files: files + there.length,
    missing: missing + found.files.length - there.length,
    bytes: bytes + there.reduce((sum, { size }) => sum + size, 0),
  };
}
