import { capacityMode, consumedCapacity } from '../consumed-capacity.ts';
import { invalid } from '../dynamodb-error.ts';
import { attributesOf, type Condition } from '../expressions/condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import type { Operation } from '../operation.ts';
import { booleanMember, textMember } from '../request-members.ts';
import type { KeyRange } from '../storage/stored-table.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import type { Key } from '../tables/key.ts';
import { keyAttributes, type TableSchema } from '../tables/table-schema.ts';
import { keyRangeOf } from './key-condition.ts';
import { readPage } from './page.ts';
import { readPlaceholders } from './read-expressions.ts';
import { legacyReadParameters } from './read-item.ts';
import { readPageRules, readStartKey, refuseIndex } from './read-page-request.ts';

export const query: Operation = {
  lacks: legacyReadParameters,
  run(request, context) {
    const mode = capacityMode(request);
    const name = readTableName(request);
    const placeholders = readPlaceholders(request, [
      'FilterExpression',
      'KeyConditionExpression',
      'ProjectionExpression',
    ]);
    const expression = textMember(request, 'KeyConditionExpression');
    if (expression === undefined)
      throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
    const condition = parseCondition('KeyConditionExpression', expression, placeholders);
    const table = findTable(context, name);
    refuseIndex(request);
    const { schema } = table;
    const rules = readPageRules(request, schema, placeholders);
    placeholders.refuseUnused();
    refuseKeysInFilter(rules.filter, schema);
    const range = startAfter(readStartKey(request, schema), {
      ...keyRangeOf(condition, schema),
      isBackward: booleanMember(request, 'ScanIndexForward') === false,
    });
    const { members, units } = readPage(range ? table.query(range) : [], rules);
    return { ...members, ...consumedCapacity(mode, name, { read: units }) };
  },
};

function refuseKeysInFilter(filter: Condition | undefined, schema: TableSchema): void {
  const read = new Set(filter && attributesOf(filter));
  const key = keyAttributes(schema).find(({ name }) => read.has(name));
  if (key)
    throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`);
}

/** Returns the rest of a range after a key, in its direction. */
function startAfter(start: Key | undefined, range: KeyRange): KeyRange | undefined {
  if (start === undefined) return range;
  const { from, to } = range;
  const isOutside =
    Buffer.compare(start.hash, range.hash) !== 0 ||
    (from !== undefined && Buffer.compare(start.range, from) < 0) ||
    (to !== undefined && Buffer.compare(start.range, to) > 0);
  if (isOutside) throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  return range.isBackward
    ? { ...range, to: start.range, excludesTo: true }
    : { ...range, from: start.range, excludesFrom: true };
}
