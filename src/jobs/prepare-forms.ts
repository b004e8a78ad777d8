import { keepVersions } from '../forms/versions.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import { indexVersionOf } from '../review/index-entries.ts';
import type { JobPorts } from './job-run.ts';

/**
 * Returns a function that prepares the table for the declared forms. It keeps their versions, and plans an index of what
 * they declare. Only a process's first call reaches the table.
 */
export function createFormPreparation(ports: JobPorts): () => Promise<void> {
  let isPrepared = false;
  return async () => {
    if (isPrepared) return;
    await keepVersions(ports, ports.forms);
    for (const form of ports.forms.values()) {
      const job = newJob('reindex', { form: form.slug }, { now: ports.clock(), form: form.slug });
      if (await ports.records.reviews.planReindex(form.slug, indexVersionOf(form), job)) await handOver(ports, [job]);
    }
    isPrepared = true;
  };
}
