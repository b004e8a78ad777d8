import { addUnits, capacityMode, consumedCapacities, readUnits, type Units } from '../consumed-capacity.ts';
import { InvalidItem, invalid } from '../dynamodb-error.ts';
import type { Operation } from '../operation.ts';
import { asObject, requiredList, requiredObject } from '../request-members.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import { readProjection } from './read-item.ts';
import { checkTransactionLength, forAll, refuseSameItem } from './transaction.ts';
import { readKey } from './write.ts';

const maxTransactionBytes = 4 * 1024 * 1024;

export const transactGetItems: Operation = {
  run(request, context) {
    const mode = capacityMode(request);
    const elements = requiredList(request, 'TransactItems');
    checkTransactionLength(elements);
    const reads = forAll(elements, InvalidItem, (element) => {
      const get = requiredObject(asObject(element, 'TransactItems'), 'Get');
      const cut = readProjection(get);
      const table = findTable(context, readTableName(get));
      return { table, key: readKey(get, table), cut };
    });
    refuseSameItem(reads);
    const units = new Map<string, Units>();
    let bytes = 0;
    const responses = reads.map(({ table, key, cut }) => {
      const stored = table.get(key);
      bytes += stored?.bytes ?? 0;
      addUnits(units, table.schema.name, { read: readUnits(stored?.bytes ?? 0, 'transaction') });
      return stored ? { Item: cut(stored) } : {};
    });
    if (bytes > maxTransactionBytes)
      throw invalid(
        'Collection size of items in the transaction request has exceeded the maximum allowed size of 4 MB',
      );
    return { Responses: responses, ...consumedCapacities(mode, units, true) };
  },
};
