import * as z from 'zod';
import { nothingSent } from '../exports/archive-checksum.ts';
import { failExport, planAgain } from '../exports/end-export.ts';
import { newExportKey } from '../exports/export-keys.ts';
import { mayStillExport } from '../exports/export-rights.ts';
import { finishExport } from '../exports/finish-export.ts';
import { PartWriter } from '../exports/part-writer.ts';
import { readSubmissions } from '../exports/read-submissions.ts';
import { columnsOf } from '../exports/table-columns.ts';
import { rowFormat } from '../exports/table-rows.ts';
import { loadMessages } from '../messages/messages.ts';
import type { ExportRecord, ExportVolume } from '../records/export-record.ts';
import { UploadLost } from '../storage/assembly-errors.ts';
import { exportJob } from './export-job.ts';
import type { JobOutcome, JobPorts, JobRun } from './job-run.ts';

/** The submissions of a page. The objects of 100 would outlive the young generation, and take 60 MB more. */
const pageSize = 50;

const Column = z.object({ name: z.string(), label: z.string() });
/** How far the table is: the columns that its first line names, and the parts that were sent. */
const Place = z.object({
  columns: z.object({ fields: z.array(Column).readonly(), files: z.array(Column).readonly() }),
  after: z.string(),
  rows: z.int(),
  sent: z.object({ parts: z.int(), size: z.int(), crc32: z.int() }),
});

/** Writes the values of submissions as a table, in parts of 8 MiB. Any number of rows takes the same memory. */
export const writeRows = exportJob<'export-rows'>(['planning', 'building'], async (run, given) => {
  const { ports } = run;
  if (given.kind === 'zip' || !('form' in given.what))
    throw new Error('A table of values is of the submissions of a form.');
  const record = given.state === 'planning' ? await begin(ports, given) : given;
  if (!record) return 'done';
  try {
    return await writeFrom(run, record, given.kind, given.what.form);
  } catch (error) {
    if (!(error instanceof UploadLost)) throw error;
    await planAgain(ports, record, 'lost');
    return 'done';
  }
});

/** Begins the object of the table; returns `undefined` when the user may not have it, or another worker was faster. */
async function begin(ports: JobPorts, record: ExportRecord): Promise<ExportRecord | undefined> {
  const { bucket, records, clock } = ports;
  if (!(await mayStillExport(ports, record))) {
    await failExport(ports, record, 'export-rights-lost');
    return undefined;
  }
  const { key, multipartId, isProven } = await bucket.assembly.begin(
    newExportKey(record, 'table'),
    record.kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl',
  );
  const filename = `${record.name}.${record.kind}`;
  const volume: ExportVolume = { key, filename, size: 0, crc32: 0, parts: 0, multipartId, isProven };
  const building = { state: 'building', volumes: [volume], buildingSince: clock().toISOString() } as const;
  if (await records.exports.change(record, building)) return { ...record, ...building };
  await bucket.assembly.abort(volume);
  return undefined;
}

async function writeFrom(
  { ports, place, isNearEnd, keepPlace, countBytes }: JobRun<'export-rows'>,
  record: ExportRecord,
  kind: 'csv' | 'jsonl',
  form: string,
): Promise<JobOutcome> {
  const [volume] = record.volumes;
  if (!volume) throw new Error('A table of values has no object.');
  const messages = await loadMessages(record.language);
  const kept = Place.safeParse(place).data;
  const columns = kept?.columns ?? (await columnsOf(ports, form, messages));
  const format = rowFormat(ports, kind, columns, messages);
  const writer = new PartWriter(ports.bucket.assembly, volume, kept?.sent ?? nothingSent);
  let after: string | null = kept?.after ?? null;
  let rows = kept?.rows ?? 0;
  if (!kept) await writer.add(format.head);
  let saved = kept;
  do {
    // What waits in memory is read again: no part is smaller than S3 takes.
    if (isNearEnd()) return { goOnFrom: saved ?? null };
    const page = await readSubmissions(ports, record.what, after, pageSize);
    const isSent = await writer.add(await format.rows(page.found));
    rows += page.found.length;
    after = page.next;
    if (!isSent || after === null) continue;
    countBytes(writer.sent.size - (saved?.sent.size ?? 0));
    saved = { columns, after, rows, sent: writer.sent };
    await keepPlace(saved);
    const counts = { submissions: rows, files: 0, missing: 0, bytes: writer.sent.size };
    await ports.records.exports.noteCounts(record, counts);
  } while (after !== null);
  return finish(ports, record, volume, writer, rows);
}

async function finish(
  ports: JobPorts,
  record: ExportRecord,
  volume: ExportVolume,
  writer: PartWriter,
  rows: number,
): Promise<JobOutcome> {
  await writer.sendRest();
  const { size } = writer.sent;
  const finished = { ...record, volumes: [{ ...volume, ...writer.sent }] };
  const counts = { submissions: rows, files: 0, missing: 0, bytes: size };
  await finishExport(ports, { ...finished, counts }, () => false);
  return 'done';
}
