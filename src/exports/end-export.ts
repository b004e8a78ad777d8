import type { PlainCode } from '../messages/message.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import type { ExportRecord } from '../records/export-record.ts';
import type { JobRecord } from '../records/job-records.ts';
import { maxPlans } from './export-limits.ts';

/** Ends an export that cannot be made, with the sentence that its page shows. */
export async function failExport(ports: Ports, record: ExportRecord, error: PlainCode): Promise<void> {
  if (await ports.records.exports.change(record, { state: 'failed', error })) await removeBytes(ports, record);
}

/** Returns the first job of an export's plan. */
export function planJob(
  { id: exportId, attempt, kind, what }: Pick<ExportRecord, 'id' | 'attempt' | 'kind' | 'what'>,
  now: Date,
  requestId?: string,
): JobRecord {
  const origin = { now, requestId, ...('form' in what && { form: what.form }) };
  return newJob(kind === 'zip' ? 'export-plan' : 'export-rows', { exportId, attempt }, origin);
}

/**
 * Plans an export anew, unless it was planned too often: then it has failed. A source has changed (`changedKey`), the
 * bytes were not the predicted ones (`proof`), its user may no longer fetch a file (`closed`), or an object is gone.
 */
export async function planAgain(
  ports: Ports,
  record: ExportRecord,
  reason: 'proof' | 'lost' | 'closed' | { readonly changedKey: string },
): Promise<void> {
  const { id, attempt, hasFailedProof = false } = record;
  const current = await ports.records.exports.find(id);
  // Its user has removed it, or another worker was faster.
  if (current?.attempt !== attempt || current.state !== record.state) return;
  ports.log.error({ message: 'An export is planned anew.', export: id, attempt, reason });
  if (reason === 'proof' && hasFailedProof) return failExport(ports, record, 'export-damaged');
  if (attempt >= maxPlans) return failExport(ports, record, 'export-files-change');
  const job = planJob({ ...record, attempt: attempt + 1 }, ports.clock());
  const isPlanned = await ports.records.exports.change(
    record,
    {
      ...{ state: 'planning', attempt: attempt + 1, volumes: [], workKeys: [] },
      ...(typeof reason === 'object' && { changedKeys: [...record.changedKeys, reason.changedKey] }),
      ...(reason === 'proof' && { hasFailedProof: true }),
    },
    { jobs: [job] },
  );
  if (!isPlanned) return;
  await handOver(ports, [job]);
  await removeBytes(ports, record);
}

/** Removes an export with its bytes. What a job is writing at this moment is removed a day later. */
export async function removeExport(ports: Ports, record: ExportRecord): Promise<boolean> {
  if (!(await ports.records.exports.remove(record))) return false;
  await removeBytes(ports, record);
  return true;
}

/** Removes the objects and parts of an export's plan. Where this breaks off, the lifecycle rule removes them. */
export async function removeBytes(
  { bucket }: Ports,
  { volumes, workKeys }: Pick<ExportRecord, 'volumes' | 'workKeys'>,
): Promise<void> {
  // Parts go first: a completion under way may still turn them into an object, which goes next.
  for (const volume of volumes) await bucket.assembly.abort(volume);
  for (const key of [...volumes.map((volume) => volume.key), ...workKeys]) await bucket.remove(key);
}
