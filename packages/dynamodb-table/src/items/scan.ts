import { capacityMode, consumedCapacity } from '../consumed-capacity.ts';
import type { Operation } from '../operation.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import { readPage } from './page.ts';
import { readPlaceholders } from './read-expressions.ts';
import { legacyReadParameters } from './read-item.ts';
import { readPageRules, readStartKey, refuseIndex } from './read-page-request.ts';

/** Reads a table in the order of its keys; DynamoDB has an order of its own for hash keys. */
export const scan: Operation = {
  lacks: [...legacyReadParameters, 'Segment', 'TotalSegments'],
  run(request, context) {
    const mode = capacityMode(request);
    const name = readTableName(request);
    const placeholders = readPlaceholders(request, ['FilterExpression', 'ProjectionExpression']);
    const table = findTable(context, name);
    refuseIndex(request);
    const rules = readPageRules(request, table.schema, placeholders);
    placeholders.refuseUnused();
    const { members, units } = readPage(table.scan(readStartKey(request, table.schema)), rules);
    return { ...members, ...consumedCapacity(mode, name, { read: units }) };
  },
};
