import { capacityMode, consumedCapacity, writeUnits } from '../consumed-capacity.ts';
import { invalid } from '../dynamodb-error.ts';
import type { Operation } from '../operation.ts';
import { type Members, wordMember } from '../request-members.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import { carryOut, chargedBytes, legacyWriteParameters, planWrite, readDelete, readPut, type Write } from './write.ts';

export const putItem: Operation = replacing(readPut);

export const deleteItem: Operation = replacing(readDelete);

/** Returns the operation of a write that can answer with the whole item from before it. */
function replacing(read: (request: Members, table: StoredTable) => Write): Operation {
  return {
    lacks: legacyWriteParameters,
    run(request, context) {
      const returned = wordMember(request, 'ReturnValues', [
        'ALL_NEW',
        'UPDATED_OLD',
        'ALL_OLD',
        'NONE',
        'UPDATED_NEW',
      ]);
      if (returned !== undefined && returned !== 'ALL_OLD' && returned !== 'NONE')
        throw invalid('ReturnValues can only be ALL_OLD or NONE');
      const mode = capacityMode(request);
      const name = readTableName(request);
      const planned = planWrite(read(request, findTable(context, name)));
      carryOut(planned);
      return {
        ...(returned === 'ALL_OLD' && planned.before && { Attributes: planned.before }),
        ...consumedCapacity(mode, name, { write: writeUnits(chargedBytes(planned)) }),
      };
    },
  };
}
