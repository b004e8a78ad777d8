import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/accounts/roles.ts';
import { statusOf } from '../../src/http/status.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type ApiDocument, createContract, type Operation, readDocument } from './contract.ts';

/** Routes for browsers only: pages, and the targets of HTML forms. */
const pages = [
  'GET /s/:token',
  'POST /s/:token',
  'GET /s/:token/files/:id',
  'GET /assets/:name',
  'GET /docs',
  'GET /openapi.json',
  'GET /forms/:form/:field/upload',
  'GET /submissions/:id/deletion',
  'GET /forms/:form/:field/upload/:upload/:draft?',
  'GET /session',
  'GET /session/new',
  'POST /language',
  'POST /session/delete',
  'POST /sessions/delete',
  'POST /sessions/:id/delete',
  'POST /tokens/:id/delete',
  'POST /shares/:id/revocation',
  'POST /exports/:id/delete',
  'GET /users/new',
  'POST /users/:user',
  'GET /users/me/password',
  'POST /users/me/password',
  'GET /users/:id/password-links',
];
/** Routes that the document writes otherwise. */
const otherwise: Readonly<Record<string, string>> = {
  'POST /forms/:form': 'POST /forms/documents',
  'GET /upstreams/:name/*': 'GET /upstreams/{name}/{path}',
  'GET /users': 'GET /users/',
  'POST /users': 'POST /users/',
};

/** OpenAPI 3.1.1, 4.8.10.1, as much of it as is used here. */
const partsOfOperations = new Set(
  'operationId tags summary description security parameters requestBody responses'.split(' '),
);

let testApp: TestApp;
let document: ApiDocument;
let operations: { name: string; operation: Operation }[];
beforeAll(async () => {
  testApp = await startTestApp();
  document = await readDocument(testApp);
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
});
afterAll(() => testApp.close());

describe('GET /openapi.json', () => {
  it('GET /openapi.json, every route of the app that is no page, is in it', () => {
    const routes = testApp.app.routes.filter(({ method }) => method !== 'ALL');
    const named = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const written = new Set(operations.map(({ name }) => name));
    const missing = [...named].filter((route) => {
      const name = otherwise[route] ?? route.replaceAll(/:(\w+)/g, '{$1}');
      return !written.has(name) && !pages.includes(route);
    });
    expect(missing).toEqual([]);
    expect(pages.filter((page) => !named.has(page))).toEqual([]);
    expect(operations.length).toBeGreaterThan(30);
  });

  it('GET /openapi.json, each operation, has an id, a summary, a tag and all its statuses', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { name, operation } of operations) {
      expect([name, operation.summary.length > 5]).toEqual([name, true]);
      expect(tags).toContain(operation.tags[0]);
      expect(Object.keys(operation).filter((key) => !partsOfOperations.has(key))).toEqual([]);
      if (operation.security.length > 0) expect(Object.keys(operation.responses)).toContain('401');
      if (operation.requestBody)
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '422']));
    }
  });

  it('GET /openapi.json, each kind of problem, is described as JSON and as a page', () => {
    // No operation declares a method that it does not have.
    const { 'wrong-method': _no, ...declared } = statusOf;
    for (const status of Object.values(declared)) {
      const answer = document.components.responses[`Problem${status}`];
      expect([status, Object.keys(answer?.content ?? {})]).toEqual([status, ['application/problem+json', 'text/html']]);
    }
  });

  it('GET /openapi.json, the cookie, has its own name over https', async () => {
    for (const publicUrl of ['http://localhost:3000', 'https://sluice.example']) {
      const served = await startTestApp({ publicUrl });
      const { client } = await served.signUp();
      const { components } = await (await client.get('/openapi.json')).json();
      expect([components.securitySchemes.session.name]).toEqual([...client.cookies.keys()]);
      await served.close();
    }
  });

  it('GET /openapi.json, each operation, states cookie or token and the scope', () => {
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['session', 'token']);
    expect(document.paths['/uploads']?.post?.security).toEqual([{ session: [] }, { token: ['submit'] }]);
    expect(document.paths['/submissions']?.get?.security).toEqual([{ session: [] }, { token: ['read'] }]);
    expect(document.paths['/users/']?.get?.security).toEqual([{ session: [] }, { token: ['admin'] }]);
    expect(document.paths['/tokens']?.post?.security).toEqual([{ session: [] }]);
    const named = operations.flatMap(({ operation }) => operation.security.flatMap(({ token = [] }) => token));
    for (const scope of named) expect(scopes).toContain(scope);
  });

  it('GET /openapi.json, each form, has its schema as declared', () => {
    expect(document.components.schemas.DocumentsSubmission).toMatchObject({
      required: ['title', 'files'],
      additionalProperties: false,
      properties: {
        title: { type: 'string', maxLength: 200, title: 'Title' },
        files: { type: 'array', minItems: 1, maxItems: 10, uniqueItems: true },
      },
      example: { title: 'Title', files: ['idOfUpload1'] },
    });
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/forms/documents', '/forms/avatar']));
  });

  it('GET /openapi.json, each reference and example, resolves and fits its schema', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
    const components: Record<string, Record<string, unknown>> = document.components;
    for (const [pointer, kind = '', name = ''] of references)
      expect([pointer, components[kind]?.[name] !== undefined]).toEqual([pointer, true]);
    const contract = createContract(document);
    for (const [name, { example }] of Object.entries(document.components.schemas)) {
      if (example === undefined) continue;
      expect([name, contract.faultsOfSchema(name, example)]).toEqual([name, []]);
    }
  });

  it('GET /openapi.json, from every instance, is the same text without secrets (attack 95)', async () => {
    const other = await startTestApp();
    try {
      const [one, two] = await Promise.all(
        [testApp, other].map(async (each) => (await each.client().get('/openapi.json')).text()),
      );
      expect(one).toBe(two);
      expect(document.openapi).toBe('3.1.1');
      expect(document.servers).toEqual([{ url: 'http://localhost:3000' }]);
      for (const secret of [
        ...testApp.config.sessionSecrets,
        `${testApp.config.bucketName}/`,
        testApp.config.dynamodbEndpoint ?? '-',
      ])
        expect(one).not.toContain(secret);
    } finally {
      await other.close();
    }
  });
});
