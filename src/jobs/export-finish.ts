import { finishExport } from '../exports/finish-export.ts';
import { exportJob } from './export-job.ts';

/** Makes the objects of an archive when all its parts have been sent. */
export const finishExportJob = exportJob<'export-finish'>(['building'], async ({ ports, isNearEnd }, record) =>
  (await finishExport(ports, record, isNearEnd)) ? 'done' : { goOnFrom: null },
);
