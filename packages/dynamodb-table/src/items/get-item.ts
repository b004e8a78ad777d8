import { capacityMode, consumedCapacity, readUnits } from '../consumed-capacity.ts';
import type { Operation } from '../operation.ts';
import { booleanMember } from '../request-members.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import { legacyReadParameters, readProjection } from './read-item.ts';
import { readKey } from './write.ts';

export const getItem: Operation = {
  lacks: legacyReadParameters,
  run(request, context) {
    const consistency = booleanMember(request, 'ConsistentRead') ? 'strong' : 'eventual';
    const mode = capacityMode(request);
    const name = readTableName(request);
    const cut = readProjection(request);
    const table = findTable(context, name);
    const stored = table.get(readKey(request, table));
    return {
      ...(stored && { Item: cut(stored) }),
      ...consumedCapacity(mode, name, { read: readUnits(stored?.bytes ?? 0, consistency) }),
    };
  },
};
