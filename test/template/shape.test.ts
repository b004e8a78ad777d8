import { expect, test } from 'vitest';
import { template } from './deployments.ts';

/** Names of CloudFormation and its functions, of policies' conditions, and of routes and events. */
const nameOfProperty = /^[\w.$:/-]+$/;

test('every key is a name, and none the rest of a text that should stand in quotes', () => {
  expect(keysIn(template).filter((key) => !nameOfProperty.test(key))).toEqual([]);
});

test('nothing is empty, as what a text is cut into would be', () => {
  expect(emptyPathsIn(template)).toEqual([]);
});

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return [...keys, ...Object.values(value).flatMap(keysIn)];
}

function emptyPathsIn(value: unknown, path = 'template'): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyPathsIn(inner, `${path}.${key}`));
}
