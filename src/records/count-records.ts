import { randomInt } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { whenConditionHolds } from './condition.ts';
import { attributesBefore, dayAttribute } from './day-counts.ts';
import { counterKey, partition, shardCount } from './index-items.ts';
import { getItem, type ItemKey, updateItem } from './item.ts';
import { queryPages } from './query.ts';
import { callTable, type Table } from './table.ts';

/** What happens with the forms of a day, beside the states of their submissions. */
export type CountedEvent = 'started' | `rejected#${string}`;

/** An item of counts. It has a number for each of the last days too; see `sumSince`. */
export interface Counter extends ItemKey, Readonly<Record<string, unknown>> {
  /** The submissions that are in a state. */
  readonly count?: number;
  /** Rises with each change of `count`. A count from the list knows by it whether the list stayed the same. */
  readonly changes?: number;
}

/** One list of a state, and the counter that belongs to it. */
export interface CountedList {
  readonly form: string;
  readonly state: string;
  readonly shard: number;
}

/** The items of a list so far, by a walk along it. */
export interface CountedPart {
  readonly count: number;
  /** The place at which the walk goes on; `null` at the end of the list. */
  readonly next: string | null;
}

/**
 * Counts what happens with forms, and corrects the counters of states. Numbers by day stand in the counters themselves,
 * so that a submission costs no write for them.
 *
 * | pk           | sk                | item                                                                      |
 * |--------------|-------------------|---------------------------------------------------------------------------|
 * | `COUNT#slug` | `STATE#state#0-7` | the submissions in a state; by day, those that entered it or were sent    |
 * | `COUNT#slug` | `STARTED#0-7`     | by day, the users that began to send files, each once an hour             |
 * | `COUNT#slug` | `REJECTED#reason#0-7` | by day, the files that were not accepted                              |
 * | `COUNT`      | `SIGN-IN-LIMIT`   | by day, how often a limit of sign-ins was reached                         |
 */
export function createCountRecords(table: Table) {
  const addOne = async (key: ItemKey, at: string) => {
    await updateItem(table, { update: key, add: { [dayAttribute('seen', at)]: 1 } });
  };
  return {
    /** Counts an event of a form, in one of its shards, since many users may cause it at once. */
    count(form: string, event: CountedEvent, at: string): Promise<void> {
      const shard = randomInt(shardCount);
      const [name = '', ...rest] = event.split('#');
      return addOne({ pk: counterPartition(form), sk: [name.toUpperCase(), ...rest, shard].join('#') }, at);
    },

    /** Counts that a limit of sign-ins was reached. */
    countSignInLimit: (at: string): Promise<void> => addOne(signInLimitKey, at),

    /** Returns the item that counts how often limits of sign-ins were reached. */
    findSignInLimit: () => getItem<Counter>(table, signInLimitKey),

    /** Returns all counters of a form. */
    async list(form: string): Promise<Counter[]> {
      const counters: Counter[] = [];
      const query = { pk: counterPartition(form), prefix: '', limit: 200 };
      for await (const items of queryPages<Counter>(table, query)) counters.push(...items);
      return counters;
    },

    /** Returns the counter of a list. */
    find: (list: CountedList) => getItem<Counter>(table, keyOf(list)),

    /** Counts the next items of a list, up to a megabyte. */
    async countItems({ form, state, shard }: CountedList, after: string | null): Promise<CountedPart> {
      const pk = partition(form, `state#${state}`, shard);
      const query = new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ...(after !== null && { ExclusiveStartKey: { pk, sk: after } }),
        Select: 'COUNT',
        ConsistentRead: true,
      });
      const { Count = 0, LastEvaluatedKey } = await callTable(() => table.documents.send(query));
      return { count: Count, next: LastEvaluatedKey?.sk ?? null };
    },

    /** Sets a counter to the number of its list; `false` when a submission entered or left the list meanwhile. */
    correct(list: CountedList, changes: number | undefined, count: number): Promise<boolean> {
      const onlyIf =
        changes === undefined
          ? { expression: 'attribute_not_exists(#changes)' }
          : { expression: '#changes = :changesBefore', values: { changesBefore: changes } };
      return whenConditionHolds(() => updateItem(table, { update: keyOf(list), set: { count }, onlyIf }));
    },

    /** Removes the numbers of a form for days before one. */
    async forgetDays(counters: readonly Counter[], before: string): Promise<void> {
      for (const { pk, sk, ...counter } of counters) {
        const unset = attributesBefore(counter, before);
        if (unset.length > 0) await updateItem(table, { update: { pk, sk }, unset });
      }
    },
  };
}

const keyOf = ({ form, state, shard }: CountedList) => counterKey(form, state, shard);
const counterPartition = (form: string) => `COUNT#${form}`;
const signInLimitKey: ItemKey = { pk: 'COUNT', sk: 'SIGN-IN-LIMIT' };
