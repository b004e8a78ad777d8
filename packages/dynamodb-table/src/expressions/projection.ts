import { type AttributeMap, type AttributeValue, attributeOf, draftMap } from '../values/attribute-value.ts';
import { type Path, parsePath, refuseOverlaps } from './path.ts';
import type { Placeholders } from './placeholders.ts';
import { TokenReader } from './tokens.ts';

/** Parses a list of paths. */
export function parseProjection(expression: string, placeholders: Placeholders): readonly Path[] {
  const tokens = new TokenReader('ProjectionExpression', expression);
  const paths = [parsePath(tokens, placeholders)];
  while (tokens.takeSymbol(',')) paths.push(parsePath(tokens, placeholders));
  tokens.expectEnd();
  refuseOverlaps(tokens, paths);
  return paths;
}

/** Returns what lies at the paths, in the maps and lists around it; lists close up. */
export function project(item: AttributeMap, paths: readonly Path[]): AttributeMap {
  return projectMap(item, paths);
}

function projectMap(map: AttributeMap, paths: readonly (readonly (string | number)[])[]): AttributeMap {
  const chosen = draftMap();
  for (const name of new Set(paths.map(([first]) => first))) {
    const value = typeof name === 'string' ? attributeOf(map, name) : undefined;
    const kept = value && projectValue(value, stepsBelow(name, paths));
    if (kept !== undefined) chosen[String(name)] = kept;
  }
  return chosen;
}

function projectValue(
  value: AttributeValue,
  paths: readonly (readonly (string | number)[])[],
): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  if ('M' in value) {
    const kept = projectMap(value.M, paths);
    return Object.keys(kept).length > 0 ? { M: kept } : undefined;
  }
  if (!('L' in value)) return undefined;
  const indexes = [...new Set(paths.map(([first]) => first))].filter((step) => typeof step === 'number');
  const kept = indexes
    .sort((one, other) => one - other)
    .flatMap((index) => {
      const member = value.L[index];
      return (member && projectValue(member, stepsBelow(index, paths))) ?? [];
    });
  return kept.length > 0 ? { L: kept } : undefined;
}

function stepsBelow(
  first: string | number | undefined,
  paths: readonly (readonly (string | number)[])[],
): readonly (readonly (string | number)[])[] {
  return paths.filter(([step]) => step === first).map((path) => path.slice(1));
}
