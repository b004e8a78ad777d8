import { createHash } from 'node:crypto';
import { addUnits, capacityMode, consumedCapacities, readUnits, type Units, writeUnits } from '../consumed-capacity.ts';
import { DynamoDbError, InvalidItem, invalid } from '../dynamodb-error.ts';
import { epochSeconds, type Operation, type OperationContext } from '../operation.ts';
import { asObject, type Members, objectMember, refuseMembers, requiredList, textMember } from '../request-members.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { findTable, readTableName } from '../tables/find-table.ts';
import { readUpdate } from './read-update.ts';
import { checkTransactionLength, forAll, refuseSameItem } from './transaction.ts';
import {
  carryOut,
  chargedBytes,
  legacyWriteParameters,
  type PlannedWrite,
  planWrite,
  readCheck,
  readDelete,
  readPut,
  type Write,
} from './write.ts';

const maxTransactionBytes = 4 * 1024 * 1024;
const maxTokenLength = 36;

/** A `ClientRequestToken` and what it stands for. */
interface Token {
  readonly text: string;
  readonly digest: string;
}

const readers: readonly (readonly [string, (request: Members, table: StoredTable) => Write])[] = [
  ['ConditionCheck', readCheck],
  ['Put', readPut],
  ['Delete', readDelete],
  ['Update', readUpdate],
];

/**
 * Carries out all writes or none. Requests run one after another, so that none ever meets a conflict.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation = {
  run(request, context) {
    const mode = capacityMode(request);
    const elements = requiredList(request, 'TransactItems');
    checkTransactionLength(elements);
    const writes = forAll(elements, InvalidItem, (element) => readWrite(context, asObject(element, 'TransactItems')));
    refuseSameItem(writes);
    const token = readToken(request, elements);
    if (token && isRepeated(token, context)) return consumedCapacities(mode, repeatedUnits(writes), true);
    const planned = plan(writes);
    for (const write of planned) carryOut(write);
    if (token) context.storage.keepToken(token.text, token.digest, epochSeconds(context.now()));
    return consumedCapacities(mode, unitsOf(planned), true);
  },
};

function readWrite(context: OperationContext, element: Members): Write {
  const [found, ...others] = readers.flatMap(([name, read]) => {
    const request = objectMember(element, name);
    return request ? [{ request, read }] : [];
  });
  if (!found || others.length > 0) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  refuseMembers(found.request, legacyWriteParameters);
  return found.read(found.request, findTable(context, readTableName(found.request)));
}

/** Returns the token of a request, with a digest of the writes that it stands for. */
function readToken(request: Members, elements: readonly unknown[]): Token | undefined {
  const text = textMember(request, 'ClientRequestToken');
  if (text === undefined) return undefined;
  if (text === '' || text.length > maxTokenLength)
    throw invalid(
      `1 validation error detected: Value '${text}' at 'clientRequestToken' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${maxTokenLength}`,
    );
  return { text, digest: createHash('sha256').update(JSON.stringify(elements)).digest('base64') };
}

/** True when the token came with the same writes within ten minutes. */
function isRepeated({ text, digest }: Token, { storage, now }: OperationContext): boolean {
  const known = storage.findToken(text, epochSeconds(now()));
  if (known !== undefined && known !== digest)
    throw new DynamoDbError(
      'IdempotentParameterMismatchException',
      'DynamoDB rejected the request because it was made with a previously used client request token and different parameters.',
    );
  return known !== undefined;
}

/** @throws DynamoDbError TransactionCanceledException when one of the writes cannot be */
function plan(writes: readonly Write[]): readonly PlannedWrite[] {
  const planned = forAll(writes, DynamoDbError, planWrite);
  const bytes = planned.reduce((sum, { after }) => sum + (after?.bytes ?? 0), 0);
  if (bytes > maxTransactionBytes)
    throw invalid('Collection size of items in the transaction request has exceeded the maximum allowed size of 4 MB');
  return planned;
}

function unitsOf(planned: readonly PlannedWrite[]): ReadonlyMap<string, Units> {
  const units = new Map<string, Units>();
  for (const write of planned)
    addUnits(units, write.table.schema.name, { write: writeUnits(chargedBytes(write), true) });
  return units;
}

/** A repeated transaction reads its items, and writes nothing. */
function repeatedUnits(writes: readonly Write[]): ReadonlyMap<string, Units> {
  const units = new Map<string, Units>();
  for (const { table, key } of writes)
    addUnits(units, table.schema.name, { read: readUnits(table.get(key)?.bytes ?? 0, 'transaction') });
  return units;
}
