import { addUnits, capacityMode, consumedCapacities, readUnits, type Units } from '../consumed-capacity.ts';
import { invalid } from '../dynamodb-error.ts';
import type { Operation } from '../operation.ts';
import {
  asObject,
  booleanMember,
  type Members,
  refuseMembers,
  requiredList,
  requiredObject,
} from '../request-members.ts';
import { findTable, nameIn } from '../tables/find-table.ts';
import { keyOfRequest } from '../tables/key.ts';
import { readAttributes } from '../values/read-value.ts';
import { legacyReadParameters, type Projection, readProjection } from './read-item.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;
const maxAnswerBytes = 16 * 1024 * 1024;

export const batchGetItem: Operation = {
  run(request, context) {
    const mode = capacityMode(request);
    const byTable = Object.entries(requiredObject(request, 'RequestItems')).map(([name, value]) => {
      const reads = asObject(value, 'RequestItems');
      refuseMembers(reads, legacyReadParameters);
      return { name: nameIn(name), reads, keys: requiredList(reads, 'Keys') };
    });
    const total = byTable.reduce((sum, { keys }) => sum + keys.length, 0);
    if (total > maxKeys) throw invalid('Too many items requested for the BatchGetItem call');
    if (total === 0) throw invalid('The batch get request list for a table cannot be null or empty.');

    // Maps, as a table may be named `__proto__`.
    const responses = new Map<string, readonly ReturnType<Projection>[]>();
    const unprocessed = new Map<string, Members>();
    const units = new Map<string, Units>();
    let bytes = 0;
    for (const { name, reads, keys } of byTable) {
      const table = findTable(context, name);
      const consistency = booleanMember(reads, 'ConsistentRead') ? 'strong' : 'eventual';
      const cut = readProjection(reads);
      const found: ReturnType<Projection>[] = [];
      const encoded = keys.map((key) => keyOfRequest(table.schema, readAttributes(key)));
      refuseDuplicates(encoded);
      for (const [at, key] of encoded.entries()) {
        if (bytes > maxAnswerBytes) {
          unprocessed.set(name, { ...reads, Keys: keys.slice(at) });
          break;
        }
        const stored = table.get(key);
        bytes += stored?.bytes ?? 0;
        addUnits(units, name, { read: readUnits(stored?.bytes ?? 0, consistency) });
        if (stored) found.push(cut(stored));
      }
      responses.set(name, found);
    }
    return {
      Responses: Object.fromEntries(responses),
      UnprocessedKeys: Object.fromEntries(unprocessed),
      ...consumedCapacities(mode, units),
    };
  },
};
