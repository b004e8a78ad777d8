import { type AttributeMap, type AttributeValue, attributeOf } from '../values/attribute-value.ts';
import type { Placeholders } from './placeholders.ts';
import { isReserved } from './reserved-words.ts';
import type { TokenReader } from './tokens.ts';

/** A place in an item: the attribute's name, then names in maps and indexes in lists. */
export type Path = readonly [string, ...(string | number)[]];

/** Reads a path such as `a.#b[3].c`. */
export function parsePath(tokens: TokenReader, placeholders: Placeholders): Path {
  const path: [string, ...(string | number)[]] = [parseName(tokens, placeholders)];
  for (;;) {
    if (tokens.takeSymbol('.')) path.push(parseName(tokens, placeholders));
    else if (tokens.takeSymbol('[')) {
      if (!tokens.comes('index')) throw tokens.syntaxError();
      path.push(Number(tokens.take().text));
      tokens.expectSymbol(']');
    } else return path;
  }
}

/** Returns the value at a path, or undefined where there is none. */
export function valueAt(item: AttributeMap, [name, ...steps]: Path): AttributeValue | undefined {
  let value = attributeOf(item, name);
  for (const step of steps) {
    if (value === undefined) return undefined;
    if (typeof step === 'number') value = 'L' in value ? value.L[step] : undefined;
    else value = 'M' in value ? attributeOf(value.M, step) : undefined;
  }
  return value;
}

/** Returns a path in the words of DynamoDB's messages: `[a, b, [3]]`. */
export function printPath(path: Path): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

/**
 * Refuses two paths of which one lies in the other.
 *
 * Paths that take one place for a map and for a list are refused too.
 *
 * @throws DynamoDbError with both paths
 */
export function refuseOverlaps(tokens: TokenReader, paths: readonly Path[]): void {
  for (const [at, one] of paths.entries()) {
    for (const other of paths.slice(at + 1)) {
      const fault = overlapOf(one, other);
      if (fault !== undefined)
        throw tokens.error(
          `Two document paths ${fault} with each other; must remove or rewrite one of these paths; ` +
            `path one: ${printPath(one)}, path two: ${printPath(other)}`,
        );
    }
  }
}

function overlapOf(one: Path, other: Path): 'overlap' | 'conflict' | undefined {
  const common = Math.min(one.length, other.length);
  for (let at = 0; at < common; at += 1) {
    if (typeof one[at] !== typeof other[at]) return 'conflict';
    if (one[at] !== other[at]) return undefined;
  }
  return 'overlap';
}

function parseName(tokens: TokenReader, placeholders: Placeholders): string {
  if (!tokens.comes('word') && !tokens.comes('name')) throw tokens.syntaxError();
  const { kind, text } = tokens.take();
  if (kind === 'name') return placeholders.nameOf(tokens.kind, text);
  if (isReserved(text)) throw tokens.error(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  return text;
}
