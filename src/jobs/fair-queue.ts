import type { JobMessage } from '../queue/queue.ts';

/** The messages that one form may have in the queue. More stay in the table, which is looked at again and again. */
const maxPerForm = 10_000;

/** A queue in memory that serves forms in turn: a form with many jobs does not delay those of others. */
export interface FairQueue {
  /** Adds a message, unless the queue has it or its job runs. */
  add(message: JobMessage): void;
  /** Takes the oldest message of the form whose turn it is. Until it is forgotten, the same one cannot be added. */
  take(): JobMessage | undefined;
  forget(message: JobMessage): void;
}

export function createFairQueue(): FairQueue {
  /** The messages by form; the first form in the map is the next one. */
  const byForm = new Map<string | null, JobMessage[]>();
  const known = new Set<string>();
  return {
    add(message) {
      const ofForm = byForm.get(message.form) ?? [];
      if (known.has(message.id) || ofForm.length >= maxPerForm) return;
      known.add(message.id);
      ofForm.push(message);
      byForm.set(message.form, ofForm);
    },
    take() {
      const [form, ofForm] = byForm.entries().next().value ?? [null, []];
      const message = ofForm.shift();
      byForm.delete(form);
      // Behind the other forms.
      if (ofForm.length > 0) byForm.set(form, ofForm);
      return message;
    },
    forget: ({ id }) => void known.delete(id),
  };
}
