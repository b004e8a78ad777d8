import { InvalidItem, invalid } from '../dynamodb-error.ts';
import { type AttributeMap, attributeOf, draftMap, typeOf } from '../values/attribute-value.ts';
import { keyBytes } from '../values/key-bytes.ts';
import { type KeyAttribute, keyAttributes, type TableSchema } from './table-schema.ts';

/** A primary key as it is kept; the range is empty where a table has no range key. */
export interface Key {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
}

/** Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys */
const maxHashBytes = 2048;
const maxRangeBytes = 1024;
const nothing = Buffer.alloc(0);

/**
 * Returns the key of an item that is to be stored.
 *
 * @throws DynamoDbError when a key attribute is missing, empty, too long or of another type
 */
export function keyOfItem(schema: TableSchema, item: AttributeMap): Key {
  for (const attribute of keyAttributes(schema)) {
    const value = attributeOf(item, attribute.name);
    if (value === undefined)
      throw new InvalidItem(`One or more parameter values were invalid: Missing the key ${attribute.name} in the item`);
    if (typeOf(value) !== attribute.type)
      throw new InvalidItem(
        `One or more parameter values were invalid: Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${typeOf(value)}`,
      );
  }
  return encode(schema, item);
}

/**
 * Returns the key that a request names.
 *
 * @throws DynamoDbError when it has other attributes than the table's key, or an empty or too long one
 */
export function keyOfRequest(schema: TableSchema, key: AttributeMap): Key {
  const attributes = keyAttributes(schema);
  const fits = attributes.every(({ name, type }) => {
    const value = attributeOf(key, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!fits || Object.keys(key).length !== attributes.length)
    throw new InvalidItem('The provided key element does not match the schema');
  return encode(schema, key);
}

/** Returns the attributes of an item that are its key. */
export function keyAttributesOf(schema: TableSchema, item: AttributeMap): AttributeMap {
  const key = draftMap();
  for (const { name } of keyAttributes(schema)) {
    const value = attributeOf(item, name);
    if (value !== undefined) key[name] = value;
  }
  return key;
}

/** Returns a text that no other key has. */
export function printKey({ hash, range }: Key): string {
  return `${Buffer.from(hash).toString('hex')}/${Buffer.from(range).toString('hex')}`;
}

function encode(schema: TableSchema, attributes: AttributeMap): Key {
  const hash = bytesOfAttribute(schema.hash, attributes);
  if (hash.length > maxHashBytes)
    throw new InvalidItem(
      // Without the space, as DynamoDB says it.
      `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${maxHashBytes} bytes`,
    );
  const range = schema.range ? bytesOfAttribute(schema.range, attributes) : nothing;
  if (range.length > maxRangeBytes)
    throw new InvalidItem(
      `One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of ${maxRangeBytes} bytes`,
    );
  return { hash, range };
}

function bytesOfAttribute({ name, type }: KeyAttribute, attributes: AttributeMap): Buffer {
  const value = attributeOf(attributes, name);
  const bytes = value ? keyBytes(value) : nothing;
  if (bytes.length === 0)
    throw invalid(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
        `${type === 'B' ? 'binary' : 'string'} value. Key: ${name}`,
    );
  return bytes;
}
