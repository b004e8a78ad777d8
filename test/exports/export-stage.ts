import type { User } from '../../src/accounts/users/user.ts';
import { startExport } from '../../src/exports/start-export.ts';
import { Problem } from '../../src/problems/problem.ts';
import type { ExportedSubmissions, ExportKind, ExportRecord } from '../../src/records/export-record.ts';
import type { JobRecord } from '../../src/records/job-records.ts';
import { listFreeJobs } from '../jobs/job-stage.ts';
import type { TestApp } from '../support/test-app.ts';

export const allDocuments: ExportedSubmissions = { form: 'documents', filter: { values: {}, words: [] } };

/** Starts an export that must be accepted. */
export async function beginExport(
  { dependencies }: TestApp,
  user: User,
  what: ExportedSubmissions = allDocuments,
  kind: ExportKind = 'zip',
): Promise<ExportRecord> {
  const started = await startExport(dependencies, user, { what, kind, language: 'en' });
  if (started instanceof Problem) throw new Error(`The export was refused: ${started.message.code}`);
  return started;
}

/** Returns the only job of a kind that is due. */
export async function freeJob({ dependencies }: TestApp, wanted: string): Promise<JobRecord> {
  const [job, ...others] = (await listFreeJobs(dependencies)).filter(({ kind }) => kind === wanted);
  if (!job || others.length > 0)
    throw new Error(`There is not one job ${wanted}, but ${others.length + (job ? 1 : 0)}.`);
  return job;
}

/** Returns the bytes of an export's volume. */
export async function volumeBytes(
  { dependencies }: TestApp,
  { id }: Pick<ExportRecord, 'id'>,
  index = 0,
): Promise<Buffer> {
  const record = await dependencies.records.exports.find(id);
  const bytes = await dependencies.bucket.exports.read(record?.volumes[index]?.key ?? '-');
  if (bytes === undefined) throw new Error(`The export is ${record?.state ?? 'gone'} and has no such volume.`);
  return Buffer.from(bytes);
}
