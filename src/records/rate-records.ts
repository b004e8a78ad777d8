import { updateItem } from './item.ts';
import type { Table } from './table.ts';

/** What somebody has done in a window of time, with what was counted just now. */
export interface Rate {
  readonly attempts: number;
  /** When they are counted from nought again. */
  readonly endsInSeconds: number;
}

/** How often somebody does something: numbers that go with their window. */
export function createRateRecords(table: Table) {
  return {
    /**
     * Counts an attempt of `who` at `what` in the window that `now` is in; a negative `by` takes some back. Windows
     * are of that many seconds, one after the other since 1970, and the same for everybody.
     */
    async count(what: string, who: string, windowSeconds: number, now: Date, by = 1): Promise<Rate> {
      const seconds = Math.floor(now.getTime() / 1000);
      const begin = seconds - (seconds % windowSeconds);
      const { attempts } = await updateItem<{ attempts: number }>(table, {
        update: rateKey(what, who, begin),
        set: { ttl: begin + 2 * windowSeconds },
        add: { attempts: by },
      });
      return { attempts, endsInSeconds: begin + windowSeconds - seconds };
    },
  };
}

const rateKey = (what: string, who: string, begin: number) => ({
  pk: `RATE#${what}#${who}`,
  sk: String(begin),
});
