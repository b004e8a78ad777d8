import type { Table } from '../../src/records/table.ts';
import type { BucketClient } from '../../src/storage/bucket-client.ts';
import type { Rounds } from './rounds.ts';

/** Calls, waits in a row, and the units that the table counts for them. */
export interface Cost {
  readonly calls: number;
  readonly waits: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The part of a response in which the table tells what a call took: once, or once for each table of a batch. */
interface Consumed {
  readonly CapacityUnits?: number;
}

/** Counts the calls of these clients to table and bucket, with what they take. */
export function countCalls(rounds: Rounds, { documents }: Table, { s3 }: BucketClient): { taken: () => Cost } {
  const taken = { calls: 0, readUnits: 0, writeUnits: 0 };
  const where = { step: 'initialize', priority: 'high' } as const;
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (given) => {
        taken.calls += 1;
        const input = { ...given.input, ReturnConsumedCapacity: 'TOTAL' };
        const result = await rounds.hold(() => next({ ...given, input }));
        const isRead = /^(Get|Query|BatchGet|TransactGet)/.test(commandName);
        taken[isRead ? 'readUnits' : 'writeUnits'] += unitsOf(result.output);
        return result;
      },
    { ...where, name: 'countTableCalls' },
  );
  s3.middlewareStack.add(
    (next) => (given) => {
      taken.calls += 1;
      return rounds.hold(() => next(given));
    },
    { ...where, name: 'countBucketCalls' },
  );
  return { taken: () => ({ ...taken, waits: rounds.ended }) };
}

function unitsOf(output: object): number {
  // Every operation of DynamoDB on items names its units so, when it is asked to.
  const { ConsumedCapacity: consumed = [] } = output as { ConsumedCapacity?: Consumed | readonly Consumed[] };
  return [consumed].flat().reduce((sum, { CapacityUnits = 0 }: Consumed) => sum + CapacityUnits, 0);
}
