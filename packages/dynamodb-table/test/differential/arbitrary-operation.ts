import fc from 'fast-check';
import { condition, expressionParameters, type Parts, projection, update } from './arbitrary-expression.ts';
import { attributes, type Sent } from './arbitrary-value.ts';

/** One request. */
export interface Request {
  readonly operation: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** The tables that requests work on: string and number, binary and string, string alone. */
export const tables = [
  { name: 'texts', keys: { pk: 'S', sk: 'N' } },
  { name: 'bytes', keys: { pk: 'B', sk: 'S' } },
  { name: 'single', keys: { pk: 'S' } },
] as const;

const keyValue: Record<'S' | 'N' | 'B', fc.Arbitrary<Sent>> = {
  S: fc
    .oneof({ weight: 40, arbitrary: fc.constantFrom('a', 'ab', 'ü') }, { weight: 1, arbitrary: fc.constant('') })
    .map((S) => ({ S })),
  N: fc.constantFrom('-10', '-1.5', '0', '0.001', '1', '1.0').map((N) => ({ N })),
  B: fc.constantFrom('AA==', 'AAA=', '/w==').map((B) => ({ B })),
};

const table = fc.constantFrom(...tables);

function keyOf({ keys }: (typeof tables)[number]): fc.Arbitrary<Record<string, Sent>> {
  const right = fc.record(Object.fromEntries(Object.entries(keys).map(([name, type]) => [name, keyValue[type]])));
  const wrong = fc.constantFrom<Record<string, Sent>>(
    { pk: { N: '1' } },
    { pk: { S: 'a' }, other: { S: 'a' } },
    { pk: { BOOL: true }, sk: { NULL: true } },
  );
  return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const optional = <Value>(arbitrary: fc.Arbitrary<Value>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const onFailure = optional(fc.constantFrom('ALL_OLD', 'NONE'));
const capacity = optional(fc.constantFrom('TOTAL', 'INDEXES'));
const returned = (words: readonly string[]) => optional(fc.constantFrom(...words));

const put = table.chain((chosen) =>
  fc
    .record({ key: keyOf(chosen), rest: attributes, when: optional(condition, 3), onFailure })
    .map(({ key, rest, when, onFailure: shown }) => ({
      TableName: chosen.name,
      Item: { ...rest, ...key },
      ...expressionParameters({ ConditionExpression: when }),
      ...(shown && { ReturnValuesOnConditionCheckFailure: shown }),
    })),
);

const remove = table.chain((chosen) =>
  fc.record({ key: keyOf(chosen), when: optional(condition, 3), onFailure }).map(({ key, when, onFailure: shown }) => ({
    TableName: chosen.name,
    Key: key,
    ...expressionParameters({ ConditionExpression: when }),
    ...(shown && { ReturnValuesOnConditionCheckFailure: shown }),
  })),
);

const change = table.chain((chosen) =>
  fc
    .record({ key: keyOf(chosen), to: update, when: optional(condition, 4), onFailure })
    .map(({ key, to, when, onFailure: shown }) => ({
      TableName: chosen.name,
      Key: key,
      ...expressionParameters({ UpdateExpression: to, ConditionExpression: when }),
      ...(shown && { ReturnValuesOnConditionCheckFailure: shown }),
    })),
);

const check = table.chain((chosen) =>
  fc.record({ key: keyOf(chosen), when: condition }).map(({ key, when }) => ({
    TableName: chosen.name,
    Key: key,
    ...expressionParameters({ ConditionExpression: when }),
  })),
);

const get = table.chain((chosen) =>
  fc
    .record({ key: keyOf(chosen), of: optional(projection), ConsistentRead: fc.boolean() })
    .map(({ key, of, ConsistentRead }) => ({
      TableName: chosen.name,
      Key: key,
      ConsistentRead,
      ...expressionParameters({ ProjectionExpression: of }),
    })),
);

const rangeCondition = (type: 'S' | 'N' | 'B'): fc.Arbitrary<Parts> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), keyValue[type])
      .map(([comparator, value]): Parts => [` AND sk ${comparator} `, { value }]),
    fc
      .tuple(keyValue[type], keyValue[type])
      .map(([low, high]): Parts => [' AND sk BETWEEN ', { value: low }, ' AND ', { value: high }]),
    keyValue[type].map((value): Parts => [' AND begins_with(sk, ', { value }, ')']),
  );

const query = table.chain((chosen) => {
  const range = 'sk' in chosen.keys ? optional(rangeCondition(chosen.keys.sk), 4) : fc.constant(undefined);
  return fc
    .record({
      pk: keyValue[chosen.keys.pk],
      range,
      filter: optional(condition, 3),
      of: optional(projection, 4),
      start: optional(keyOf(chosen), 8),
      Limit: optional(fc.integer({ min: 1, max: 3 })),
      ScanIndexForward: fc.boolean(),
      Select: optional(fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES'), 6),
    })
    .map(({ pk, range: rest, filter, of, start, ...plain }) => ({
      TableName: chosen.name,
      ...plain,
      ...(start && { ExclusiveStartKey: start }),
      ...expressionParameters({
        KeyConditionExpression: ['pk = ', { value: pk }, ...(rest ?? [])],
        FilterExpression: filter,
        ProjectionExpression: of,
      }),
    }));
});

const transactWrite = fc
  .array(
    fc.oneof(
      put.map((Put) => ({ Put })),
      remove.map((Delete) => ({ Delete })),
      change.map((Update) => ({ Update })),
      check.map((ConditionCheck) => ({ ConditionCheck })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((TransactItems) => ({ TransactItems }));

const transactGet = fc.array(get, { minLength: 1, maxLength: 3 }).map((gets) => ({
  TransactItems: gets.map(({ ConsistentRead: _, ...Get }) => ({ Get })),
}));

const batchWrite = table.chain((chosen) =>
  fc
    .array(
      fc.oneof(
        fc.tuple(keyOf(chosen), attributes).map(([key, rest]) => ({ PutRequest: { Item: { ...rest, ...key } } })),
        keyOf(chosen).map((Key) => ({ DeleteRequest: { Key } })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((requests) => ({ RequestItems: { [chosen.name]: requests } })),
);

const batchGet = table.chain((chosen) =>
  fc
    .array(keyOf(chosen), { minLength: 1, maxLength: 3 })
    .map((Keys) => ({ RequestItems: { [chosen.name]: { Keys } } })),
);

function requestOf(
  operation: string,
  document: fc.Arbitrary<Record<string, unknown>>,
  ReturnValues: fc.Arbitrary<string | undefined> = fc.constant(undefined),
): fc.Arbitrary<Request> {
  return fc.tuple(document, ReturnValues, capacity).map(([parameters, shown, mode]) => ({
    operation,
    document: {
      ...parameters,
      ...(shown !== undefined && { ReturnValues: shown }),
      ...(mode !== undefined && { ReturnConsumedCapacity: mode }),
    },
  }));
}

/** Any request on items. */
export const request: fc.Arbitrary<Request> = fc.oneof(
  { weight: 5, arbitrary: requestOf('PutItem', put, returned(['ALL_OLD', 'NONE', 'ALL_NEW'])) },
  { weight: 2, arbitrary: requestOf('DeleteItem', remove, returned(['ALL_OLD', 'NONE'])) },
  {
    weight: 8,
    arbitrary: requestOf('UpdateItem', change, returned(['ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE'])),
  },
  { weight: 2, arbitrary: requestOf('GetItem', get) },
  { weight: 4, arbitrary: requestOf('Query', query) },
  { weight: 4, arbitrary: requestOf('TransactWriteItems', transactWrite) },
  { weight: 1, arbitrary: requestOf('TransactGetItems', transactGet) },
  { weight: 1, arbitrary: requestOf('BatchWriteItem', batchWrite) },
  { weight: 1, arbitrary: requestOf('BatchGetItem', batchGet) },
);
