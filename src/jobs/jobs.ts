import type { JobKind } from '../outbox/job-kinds.ts';
import { runBulk } from './bulk.ts';
import { storeCrc } from './crc.ts';
import { finishDeletion } from './delete.ts';
import { expireUploads } from './expire.ts';
import { finishExportJob } from './export-finish.ts';
import { planExport } from './export-plan.ts';
import { sendRange } from './export-range.ts';
import { writeRows } from './export-rows.ts';
import { indexSubmission } from './index-submission.ts';
import type { RunJob } from './job-run.ts';
import { makePreviews } from './preview.ts';
import { quarantineFile } from './quarantine.ts';
import { recountForm } from './recount.ts';
import { reindexForm } from './reindex.ts';
import { retireSubmissions } from './retire.ts';
import { scanFiles } from './scan.ts';

/** The work of each kind of job. */
export const jobs: { readonly [Kind in JobKind]: RunJob<Kind> } = {
  bulk: runBulk,
  crc: storeCrc,
  delete: finishDeletion,
  expire: expireUploads,
  'export-finish': finishExportJob,
  'export-plan': planExport,
  'export-range': sendRange,
  'export-rows': writeRows,
  index: indexSubmission,
  preview: makePreviews,
  quarantine: quarantineFile,
  recount: recountForm,
  reindex: reindexForm,
  retire: retireSubmissions,
  scan: scanFiles,
};
