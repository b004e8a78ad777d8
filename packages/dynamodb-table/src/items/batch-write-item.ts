import { addUnits, capacityMode, consumedCapacities, type Units, writeUnits } from '../consumed-capacity.ts';
import { invalid } from '../dynamodb-error.ts';
import type { Operation, OperationContext } from '../operation.ts';
import { asObject, objectMember, requiredObject } from '../request-members.ts';
import { findTable, nameIn } from '../tables/find-table.ts';
import { readAttributes } from '../values/read-value.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';
import { carryOut, chargedBytes, planWrite, putOf, readKey, type Write } from './write.ts';

/** Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const maxWrites = 25;

/** Writes up to 25 items; here all are written, and none comes back unprocessed. */
export const batchWriteItem: Operation = {
  run(request, context) {
    const mode = capacityMode(request);
    const byTable = Object.entries(requiredObject(request, 'RequestItems')).map(([name, writes]) => {
      if (!Array.isArray(writes) || writes.length === 0)
        throw invalid('The batch write request list for a table cannot be null or empty.');
      return [nameIn(name), writes] as const;
    });
    const total = byTable.reduce((sum, [, writes]) => sum + writes.length, 0);
    if (total > maxWrites) throw invalid('Too many items requested for the BatchWriteItem call');
    if (total === 0) throw invalid('The batch write request list for a table cannot be null or empty.');
    const planned = byTable.flatMap(([name, writes]) => readWrites(context, name, writes)).map(planWrite);

    const units = new Map<string, Units>();
    for (const write of planned) {
      carryOut(write);
      addUnits(units, write.table.schema.name, { write: writeUnits(chargedBytes(write)) });
    }
    return { UnprocessedItems: {}, ...consumedCapacities(mode, units) };
  },
};

function readWrites(context: OperationContext, name: string, requests: readonly unknown[]): readonly Write[] {
  const table = findTable(context, name);
  const writes = requests.map((element): Write => {
    const request = asObject(element, 'RequestItems');
    const [put, remove] = [objectMember(request, 'PutRequest'), objectMember(request, 'DeleteRequest')];
    if (put && !remove) return putOf(table, readAttributes(requiredObject(put, 'Item')));
    if (remove && !put) return { table, key: readKey(remove, table), showsOnFailure: false, next: () => undefined };
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  });
  refuseDuplicates(writes.map(({ key }) => key));
  return writes;
}
