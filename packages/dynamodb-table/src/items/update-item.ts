import { capacityMode, consumedCapacity, writeUnits } from '../consumed-capacity.ts';
import { project } from '../expressions/projection.ts';
import type { Operation } from '../operation.ts';
import { wordMember } from '../request-members.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import type { AttributeMap } from '../values/attribute-value.ts';
import { readUpdate } from './read-update.ts';
import { carryOut, chargedBytes, legacyWriteParameters, planWrite } from './write.ts';

export const updateItem: Operation = {
  lacks: legacyWriteParameters,
  run(request, context) {
    const returned =
      wordMember(request, 'ReturnValues', ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW']) ?? 'NONE';
    const mode = capacityMode(request);
    const name = readTableName(request);
    const update = readUpdate(request, findTable(context, name));
    const planned = planWrite(update);
    carryOut(planned);
    const source = returned.endsWith('_OLD') ? planned.before : planned.after;
    const shown = source && (returned.startsWith('ALL_') ? source.item : project(source.item, update.paths));
    return {
      ...(returned !== 'NONE' && shown && !isEmpty(shown) && { Attributes: shown }),
      ...consumedCapacity(mode, name, { write: writeUnits(chargedBytes(planned)) }),
    };
  },
};

function isEmpty(attributes: AttributeMap): boolean {
  return Object.keys(attributes).length === 0;
}
