/**
 * One value of an attribute as it is on the wire: numbers as their shortest decimal text, bytes in base64. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: AttributeMap };

/** Attributes by name. Read it with `attributeOf`: a name may be `constructor` or `__proto__`. */
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/** A map that is being made. It has no prototype, so that each name is an ordinary one. */
export type DraftMap = Record<string, AttributeValue>;

export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

export const attributeTypes: readonly AttributeType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'];

/** Returns the type of a value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType; // a value has one member, named by its type
  throw new TypeError('A value without a type.');
}

/** Returns the attribute of that name, unless it is missing. */
export function attributeOf(attributes: AttributeMap, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** Returns a map to be filled, with a copy of the attributes. */
export function draftMap(attributes: AttributeMap = {}): DraftMap {
  return Object.assign(Object.create(null), attributes);
}
