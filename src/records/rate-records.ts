import { updateItem } from './item.ts';
import type { Table } from './table.ts';

export function createRateRecords(table: Table) {
  return {
    /**
     * Counts attempts of `who` at `what` in the window that begins at `windowStart` (epoch seconds) and answers how
     * many there are with them; a negative `by` takes some back.
     */
    async count(what: string, who: string, windowStart: number, windowSeconds: number, by = 1): Promise<number> {
      const item = await updateItem<{ attempts: number }>(table, {
        update: rateKey(what, who, windowStart),
        set: { ttl: windowStart + 2 * windowSeconds },
        add: { attempts: by },
      });
      return item.attempts;
    },
  };
}

const rateKey = (what: string, who: string, windowStart: number) => ({
  pk: `RATE#${what}#${who}`,
  sk: String(windowStart),
});
