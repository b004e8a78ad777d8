import { expect, test } from 'vitest';
import { template } from './deployments.ts';

/** Names of CloudFormation and its functions, of policies' conditions, and of routes and events. */
const nameOfProperty = /^[\w.$:/-]+$/;

test('template.yaml, every key, is a name and not the rest of an unquoted text', () => {
  expect(keysIn(template).filter((key) => !nameOfProperty.test(key))).toEqual([]);
});

test('template.yaml, no value, is empty', () => {
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
