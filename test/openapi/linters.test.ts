import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type ApiDocument, type Operation, readDocument } from './contract.ts';

/*
 * What Redocly's recommended rules and Spectral's `spectral:oas` look for, as far as this document could fail it. They are
 * too large to be installed for it: https://redocly.com/docs/cli/rules/recommended and
 * https://docs.stoplight.io/docs/spectral/4dec24461f3af-open-api-rules
 */

interface Place {
  readonly name: string;
  readonly path: string;
  readonly operation: Operation;
}

type Rule = (document: ApiDocument, places: readonly Place[]) => readonly string[];

const namesOf = (places: readonly Place[], isFaulty: (place: Place) => boolean) =>
  places.filter(isFaulty).map(({ name }) => name);
const statusesOf = ({ operation }: Place) => Object.keys(operation.responses);

const rules: Readonly<Record<string, Rule>> = {
  'operation-description: every operation is described, in a sentence': (_document, places) =>
    namesOf(places, ({ operation }) => !/^[A-Z].*\.$/s.test(operation.description ?? '')),
  'operation-summary: no summary is a sentence': (_document, places) =>
    namesOf(places, ({ operation }) => !/^[A-Z].*[^.]$/.test(operation.summary)),
  'operation-4xx-response: every operation says how it refuses': (_document, places) =>
    namesOf(places, (place) => !statusesOf(place).some((status) => status.startsWith('4'))),
  'operation-2xx-response: every operation says how it succeeds': (_document, places) =>
    namesOf(places, (place) => !statusesOf(place).some((status) => /^[23]/.test(status))),
  'operation-operationId-url-safe: every name can stand in a program': (_document, places) =>
    namesOf(places, ({ operation }) => !/^[a-z][A-Za-z\d]+$/.test(operation.operationId)),
  'path-parameters-defined: what stands in a path is declared, and nothing else': (_document, places) =>
    namesOf(places, ({ path, operation }) => {
      const declared = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      const written = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      return declared.toSorted().join() !== written.toSorted().join();
    }),
  'parameter-description: every parameter is described': (_document, places) =>
    namesOf(places, ({ operation }) => (operation.parameters ?? []).some(({ description = '' }) => description === '')),
  'path-keys-no-trailing-slash: no path but the root ends with a slash': ({ paths }) =>
    Object.keys(paths).filter((path) => path.length > 1 && path.endsWith('/')),
  'no-identical-paths: no two paths differ in the names of their parameters only': ({ paths }) => {
    const shapes = Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, '{}'));
    return shapes.filter((shape, at) => shapes.indexOf(shape) !== at);
  },
  'operation-security-defined: every way in is a declared one': ({ components }, places) =>
    namesOf(places, ({ operation }) =>
      operation.security.flatMap((ways) => Object.keys(ways)).some((way) => !(way in components.securitySchemes)),
    ),
  'info-license-strict: the license has an SPDX identifier': ({ info }) =>
    info.license.identifier === 'MIT' && !('url' in info.license) ? [] : ['license'],
  'info-contact: there is a contact': ({ info, servers }) =>
    info.contact.url === servers[0]?.url && info.contact.name !== '' ? [] : ['contact'],
  'tag-description: every tag is described': ({ tags }) =>
    tags.filter(({ description = '' }) => description === '').map(({ name }) => name),
  'no-unused-components: every component is referred to': (document) => {
    const text = JSON.stringify(document);
    return (['schemas', 'responses'] as const).flatMap((kind) =>
      Object.keys(document.components[kind]).filter((name) => !text.includes(`"#/components/${kind}/${name}"`)),
    );
  },
  'no-$ref-siblings: what refers to a component says nothing else': (document) => {
    const findings: string[] = [];
    JSON.stringify(document, (key, value) => {
      const isReference = typeof value === 'object' && value !== null && '$ref' in value;
      if (isReference && Object.keys(value).length > 1) findings.push(`${key}: ${value.$ref}`);
      return value;
    });
    return findings;
  },
};

/** Findings that stay, with the reason. */
const answered: Readonly<Record<string, readonly string[]>> = {
  // The address of the collection of users is part of the interface that was asked for; without the slash it works too.
  'path-keys-no-trailing-slash: no path but the root ends with a slash': ['/users/'],
};
/*
 * Two more are answered here, since they are no faults. Spectral's `oas3-operation-security-defined` wants scopes declared
 * that a bearer token cannot declare: since OpenAPI 3.1 (4.8.30) they are "role names", which is what they are here.
 * Redocly's `no-server-example.com` is about `localhost`, which is the address of a Sluice that is tried out.
 */

describe('linters of GET /openapi.json', () => {
  let testApp: TestApp;
  let document: ApiDocument;
  let places: Place[];
  beforeAll(async () => {
    testApp = await startTestApp();
    document = await readDocument(testApp);
    places = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
    );
  });
  afterAll(() => testApp.close());

  it.each(Object.entries(rules))('GET /openapi.json, the linter rule %s', (name, findingsOf) => {
    expect(findingsOf(document, places)).toEqual(answered[name] ?? []);
  });
});
