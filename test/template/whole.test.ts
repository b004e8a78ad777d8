import { describe, expect, test } from 'vitest';
import { findCircle, generatedNames, referencesIn } from './cloudformation/references.ts';
import type { Resource, Template } from './cloudformation/template.ts';
import { plain, template } from './deployments.ts';

describe('the template holds together', () => {
  const { Parameters, Conditions, Resources, Outputs, Rules, Globals } = template;
  const everything = [
    referencesIn(Object.values(Conditions)),
    referencesIn(Object.values(Rules)),
    referencesIn(Globals.Function),
    ...Object.values(Resources).map(({ Properties }) => referencesIn(Properties)),
    ...Object.values(Outputs).map(({ Value }) => referencesIn(Value)),
  ];
  const names = everything.flatMap((references) => references.names);
  const conditions = [
    ...everything.flatMap((references) => references.conditions),
    ...[...Object.values(Resources), ...Object.values(Outputs)].flatMap(({ Condition }) => Condition ?? []),
  ];

  test('template.yaml, every reference, names a parameter, a resource, or one of SAM’s', () => {
    const known = new Set([...Object.keys(Parameters), ...Object.keys(Resources), ...generatedNames(template).keys()]);
    expect(names.filter((name) => !name.startsWith('AWS::') && !known.has(name))).toEqual([]);
  });

  test('template.yaml, every condition, exists and is used', () => {
    expect([...new Set(conditions)].sort()).toEqual(Object.keys(Conditions).sort());
  });

  test('template.yaml, every parameter, has an effect', () => {
    expect(Object.keys(Parameters).filter((parameter) => !names.includes(parameter))).toEqual([]);
  });

  test('template.yaml, every parameter, has a description', () => {
    expect(Object.entries(Parameters).filter(([, { Description = '' }]) => Description.length < 20)).toEqual([]);
  });

  test('template.yaml, every parameter, has a default', () => {
    expect(Object.entries(Parameters).filter(([, { Default }]) => Default === undefined)).toEqual([]);
  });

  test('template.yaml, no resource, refers back to itself over others', () => {
    expect(findCircle(template)).toBeUndefined();
  });

  test('the check for circles, an API that refers to its function and back, finds it', () => {
    // Api exists, see the other tests.
    const Api = { ...template.Resources.Api, Properties: { Name: { Ref: 'App' } } } as Resource;
    const circular: Template = { ...template, Resources: { ...template.Resources, Api } };
    expect(findCircle(circular)?.sort()).toEqual(expect.arrayContaining(['Api', 'App']));
  });

  test('template.yaml, a conditional resource, is not needed by an unconditional one', () => {
    const always = Object.values(plain.resources).flatMap(
      ({ Properties }) => JSON.stringify(Properties).match(/<\w+/g) ?? [],
    );
    const absent = Object.keys(Resources).filter((id) => !(id in plain.resources));
    expect(absent.filter((id) => always.includes(`<${id}`))).toEqual([]);
  });
});
