import { getItem, updateItem } from './item.ts';
import type { Table } from './table.ts';

/** The number of attempts in a window of time, with the latest. */
export interface Rate {
  readonly attempts: number;
  /** The time until the count starts again at zero. */
  readonly endsInSeconds: number;
}

/**
 * Counts attempts; the numbers go with their window.
 *
 * | pk              | sk       | item                         |
 * |-----------------|----------|------------------------------|
 * | `RATE#what#who` | `window` | attempts in a window of time |
 */
export function createRateRecords(table: Table) {
  return {
    /** Returns the attempts so far of `who` at `what` in the window of `now`, and counts none. */
    async find(what: string, who: string, windowSeconds: number, now: Date): Promise<number> {
      const { begin } = windowAt(now, windowSeconds);
      return (await getItem<Pick<Rate, 'attempts'>>(table, rateKey(what, who, begin)))?.attempts ?? 0;
    },

    /**
     * Counts an attempt of `who` at `what` in the window of `now`; a negative `by` subtracts attempts. Windows have
     * that many seconds, follow one another since 1970, and are the same for all users.
     */
    async count(what: string, who: string, windowSeconds: number, now: Date, by = 1): Promise<Rate> {
      const { begin, seconds } = windowAt(now, windowSeconds);
      const { attempts } = await updateItem<{ attempts: number }>(table, {
        update: rateKey(what, who, begin),
        set: { ttl: begin + 2 * windowSeconds },
        add: { attempts: by },
      });
      return { attempts, endsInSeconds: begin + windowSeconds - seconds };
    },
  };
}

function windowAt(now: Date, windowSeconds: number): { readonly begin: number; readonly seconds: number } {
  const seconds = Math.floor(now.getTime() / 1000);
  return { begin: seconds - (seconds % windowSeconds), seconds };
}

const rateKey = (what: string, who: string, begin: number) => ({
  pk: `RATE#${what}#${who}`,
  sk: String(begin),
});
