/** A group of operations, as `/docs` shows them. */
export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** The property of an operation with its tag; a symbol, so that JSON leaves it out. */
export const operationTag = Symbol('tag');

/**
 * Returns the tags of operations, in their order. One operation of each tag describes it, the others name it.
 * @throws Error for a tag without a description
 */
export function describeTags(operations: readonly object[]): Tag[] {
  const used = operations.flatMap((operation) => (hasTag(operation) ? [operation[operationTag]] : []));
  const names = [...new Set(used.map((tag) => (typeof tag === 'string' ? tag : tag.name)))];
  return names.map((name) => {
    const tag = used.find((one) => typeof one !== 'string' && one.name === name);
    if (tag === undefined || typeof tag === 'string') throw new Error(`No operation describes the tag "${name}".`);
    return tag;
  });
}

function hasTag(operation: object): operation is { [operationTag]: Tag | string } {
  return operationTag in operation;
}
