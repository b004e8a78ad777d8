import { failExport } from '../exports/end-export.ts';
import type { ExportRecord, ExportState } from '../records/export-record.ts';
import { failsForGood, type JobOutcome, type JobRun, type RunJob } from './job-run.ts';

/** The kinds of jobs that make exports. */
type ExportJobKind = 'export-finish' | 'export-plan' | 'export-range' | 'export-rows';

/**
 * Returns the work of a job on an export. It runs only while the export is in one of the states, at the plan that the job
 * is for. An export whose job fails for good has failed, and its page says so.
 */
export function exportJob<Kind extends ExportJobKind>(
  states: readonly ExportState[],
  work: (run: JobRun<Kind>, record: ExportRecord) => Promise<JobOutcome>,
): RunJob<Kind> {
  return async (run) => {
    const { ports, args } = run;
    const record = await ports.records.exports.find(args.exportId);
    const isCurrent = record?.attempt === args.attempt && record.expiresAt > ports.clock().toISOString();
    if (!record || !isCurrent || !states.includes(record.state)) return 'done';
    try {
      return await work(run, record);
    } catch (error) {
      if (failsForGood(run, error)) await failExport(ports, record, 'export-failed');
      throw error;
    }
  };
}
