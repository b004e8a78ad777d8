import { followedBy, nothingSent } from '../exports/archive-checksum.ts';
import { partsOf } from '../exports/archive-plan.ts';
import { planAgain } from '../exports/end-export.ts';
import { readEntryLines } from '../exports/entry-lines.ts';
import { missingParts } from '../exports/missing-parts.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { ExportRange, ExportRecord } from '../records/export-record.ts';
import { SourceChanged, UploadLost } from '../storage/assembly-errors.ts';
import type { PlannedPart } from '../storage/planned-part.ts';
import { exportJob } from './export-job.ts';
import type { JobOutcome, JobPorts, JobRun } from './job-run.ts';

/** The ranges that one process sends side by side: they share two buffers, and each has its list. */
const rangesAtOnce = 2;
/** The parts between two looks at the clock: a gigabyte that is read, or more that is copied. */
const partsOfBatch = 64;

/** The number of ranges under way in each process, and the size of their parts, by its resources. */
const underWay = new WeakMap<JobPorts, { readonly count: number; readonly readPartBytes: number }>();

/**
 * Sends the parts of one range of an archive that the bucket does not have yet. Another worker may send the same at the
 * same time: a part has the same bytes each time. The worker that sees all ranges done hands over the last step.
 */
export const sendRange = exportJob<'export-range'>(['building'], async (run, record) => {
  const { ports, args } = run;
  const range = await ports.records.exports.findRange(record, args.range);
  if (!range) return 'done';
  if (range.isDone) return handOverFinish(ports, record);
  const readPartBytes = record.volumes[range.volume]?.archive?.readPartBytes ?? 0;
  // On Lambda the message then comes to a worker that has nothing to do.
  if (!begin(ports, readPartBytes)) return { goOnFrom: null };
  try {
    return await sendMissing(run, record, range);
  } finally {
    underWay.set(ports, { readPartBytes, count: (underWay.get(ports)?.count ?? 1) - 1 });
  }
});

/** Counts a range as under way; returns false beside too many, and beside parts of another size. */
function begin(ports: JobPorts, readPartBytes: number): boolean {
  const { count, readPartBytes: sharedBytes } = underWay.get(ports) ?? { count: 0, readPartBytes };
  if (count >= rangesAtOnce || (count > 0 && sharedBytes !== readPartBytes)) return false;
  underWay.set(ports, { readPartBytes, count: count + 1 });
  return true;
}

async function sendMissing(run: JobRun<'export-range'>, record: ExportRecord, range: ExportRange): Promise<JobOutcome> {
  const { ports } = run;
  try {
    if (!(await sendAll(run, record, range))) return { goOnFrom: null };
  } catch (error) {
    if (error instanceof SourceChanged) await planAgain(ports, record, { changedKey: error.key });
    else if (error instanceof UploadLost) await planAgain(ports, record, 'lost');
    else throw error;
    return 'done';
  }
  return handOverFinish(ports, record);
}

/** Returns false when the worker had to stop before the last part. */
async function sendAll(
  { ports, isNearEnd, keepPlace, countBytes }: JobRun<'export-range'>,
  record: ExportRecord,
  { number, volume: index, firstPart, lastPart, sent: before }: ExportRange,
): Promise<boolean> {
  const { bucket, records } = ports;
  const volume = record.volumes[index];
  if (!volume?.archive) throw new Error('A range of an export has no archive.');
  const { listKey, entries, readPartBytes, pieceBytes } = volume.archive;
  const [lines, received] = await Promise.all([bucket.exports.read(listKey), bucket.assembly.listParts(volume)]);
  if (lines === undefined || received === undefined) throw new UploadLost('An export has lost its list or its upload.');
  const isOurs = (partNumber: number) => partNumber >= firstPart && partNumber <= lastPart;
  const cuts = { entries, readPartBytes, pieceBytes };
  // A bucket that proves nothing is held to the plan by what was sent, one part after the other.
  let sent = volume.isProven ? undefined : (before ?? nothingSent);
  let sentBytes = sent?.size ?? sum(received.filter(({ partNumber }) => isOurs(partNumber)));
  const planned = partsOf(readEntryLines(lines), cuts, firstPart + (sent?.parts ?? 0), lastPart);
  const missing = sent ? planned : missingParts(planned, received);
  for (const batch of batches(missing, partsOfBatch)) {
    if (isNearEnd()) return false;
    const parts = await bucket.assembly.sendParts(volume, batch, { readPartBytes });
    sent = sent && followedBy(sent, parts);
    sentBytes += sum(batch);
    countBytes(sum(batch.filter((part) => 'content' in part)));
    await keepPlace(null);
    await records.exports.noteRange(record, number, { sentBytes, isDone: false, ...(sent && { sent }) });
  }
  await records.exports.noteRange(record, number, { sentBytes, isDone: true, ...(sent && { sent }) });
  return true;
}

/** Hands over the last step when all ranges are done. Two workers may both see it: the step can be done twice. */
async function handOverFinish(ports: JobPorts, record: ExportRecord): Promise<'done'> {
  const ranges = await ports.records.exports.listRanges(record);
  if (!ranges.every(({ isDone }) => isDone)) return 'done';
  const args = { exportId: record.id, attempt: record.attempt };
  const job = newJob('export-finish', args, { now: ports.clock() });
  await ports.records.jobs.add([job]);
  await handOver(ports, [job]);
  return 'done';
}

function sum(parts: readonly { readonly size: number }[]): number {
  return parts.reduce((total, { size }) => total + size, 0);
}

function* batches(parts: Iterable<PlannedPart>, size: number): Generator<PlannedPart[], void, undefined> {
  let batch: PlannedPart[] = [];
  for (const part of parts) {
    batch.push(part);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
