import type { Ports } from '../ports.ts';
import type { CountedEvent } from '../records/count-records.ts';

/** Counts an event of a form for the statistics. A count that fails is left out: the upload goes on. */
export async function countEvent({ records, clock }: Ports, form: string, event: CountedEvent): Promise<void> {
  await records.counts.count(form, event, clock().toISOString()).catch(() => undefined);
}
