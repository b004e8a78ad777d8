import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlCommand } from '../../src/openapi/reference/curl-command.ts';
import { membersOf } from '../../src/openapi/reference/member.ts';
import { type Reference, toReference } from '../../src/openapi/reference/reference.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { type ApiDocument, readDocument } from './contract.ts';

let testApp: TestApp;
let document: ApiDocument;
let reference: Reference;
beforeAll(async () => {
  testApp = await startTestApp();
  document = await readDocument(testApp);
  reference = toReference(await (await testApp.client().get('/openapi.json')).json());
});
afterAll(() => testApp.close());

const operations = () => reference.groups.flatMap((group) => group.operations);
const operation = (id: string) => operations().find((one) => one.id === id);

describe('toReference', () => {
  it('toReference, every operation and schema of the document, is in it once', () => {
    const declared = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations().map(({ id }) => id)).toHaveLength(declared.length);
    expect(new Set(operations().map(({ id }) => id))).toEqual(new Set(declared.map((one) => one.operationId)));
    const names = new Set(Object.keys(document.components.schemas));
    const shown = reference.schemas.map(({ name }) => name);
    expect(shown).toEqual([...shown].sort());
    for (const { body } of operations()) if (body) expect(() => JSON.parse(body.example)).not.toThrow();
    expect(names.size - shown.length).toBe(declared.filter(({ requestBody }) => requestBody).length);
  });

  it('toReference, each response of the document, is among its own or the shared ones', () => {
    const shared = reference.sharedResponses.map(({ status }) => status);
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, declared] of Object.entries(methods)) {
        const shown = operation(declared.operationId);
        const statuses = [...(shown?.responses ?? []).map(({ status }) => status), ...(shown?.sharedStatuses ?? [])];
        expect([method, path, statuses.sort()]).toEqual([method, path, Object.keys(declared.responses).sort()]);
        for (const status of shown?.sharedStatuses ?? []) expect(shared).toContain(status);
      }
  });

  it('toReference, each operation, states the ways to sign in', () => {
    expect(operation('showHealth')?.access).toEqual({ isOpen: true, hasSession: false, scope: undefined });
    expect(operation('registerUser')?.access).toEqual({ isOpen: true, hasSession: true, scope: 'admin' });
    expect(operation('listTokens')?.access).toEqual({ isOpen: false, hasSession: true, scope: undefined });
    expect(operation('startUpload')?.access).toEqual({ isOpen: false, hasSession: true, scope: 'submit' });
  });

  it('toReference, a parameter, starts with a name that serves every reader, never with a made-up id', () => {
    const examples = operations().flatMap(({ parameters }) =>
      parameters.filter(({ place }) => place === 'path').map(({ name, example }) => [name, example]),
    );
    expect(Object.fromEntries(examples)).toMatchObject({ id: '', user: 'me', form: 'documents' });
  });
});

describe('membersOf', () => {
  it('membersOf, an object, lists the members of inner objects and lists after the one that holds them', () => {
    const part = { type: 'object', properties: { partNumber: { type: 'integer', minimum: 1 } } };
    const schema = {
      properties: {
        parts: { type: 'array', minItems: 1, maxItems: 3, items: part },
        owner: { type: 'object', properties: { id: { type: ['string', 'null'], format: 'uuid' } }, required: ['id'] },
        file: { anyOf: [{ $ref: '#/components/schemas/StoredFile' }, { type: 'null' }] },
        scope: { enum: ['read', 'submit'], default: 'submit' },
        values: { additionalProperties: { type: 'string' } },
      },
      required: ['parts'],
    };
    expect(membersOf(schema).map(({ name, type, isRequired }) => [name, type, isRequired])).toEqual([
      ['parts', ['list of ', 'object', ', 1 to 3 items'], true],
      ['parts[].partNumber', ['integer', ', at least 1'], false],
      ['owner', ['object'], false],
      ['owner.id', ['string or null (uuid)'], true],
      ['file', [{ schema: 'StoredFile' }, ' or ', 'null'], false],
      ['scope', ['"read" or "submit"', ', default "submit"'], false],
      ['values', ['object of ', 'string'], false],
    ]);
  });
});

describe('curlCommand', () => {
  it('curlCommand, any body and address, reach curl as they are through a shell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), (text, url) => {
        const body = JSON.stringify({ text: text.replaceAll('\0', '') });
        const command = curlCommand({ method: 'PATCH', url, credentials: 'token', body });
        const printed = execFileSync('sh', ['-c', command.replace(/^curl /, String.raw`printf '%s\n' `)], {
          env: { ...process.env, TOKEN: 'secret' },
        });
        const words = ['-X', 'PATCH', '--json', body, '-H', 'Authorization: Bearer secret', url];
        expect(printed.toString()).toBe(`${words.join('\n')}\n`);
      }),
      { numRuns: 30 },
    );
  });

  it('curlCommand, by session, sends the cookies, and the origin where it changes something', () => {
    const url = 'https://sluice.example/tokens';
    const shown = { url, credentials: 'session', body: undefined } as const;
    expect(curlCommand({ ...shown, method: 'GET' })).toBe(
      `curl -H 'Accept: application/json' -b cookies.txt 'https://sluice.example/tokens'`,
    );
    expect(curlCommand({ ...shown, method: 'DELETE' })).toBe(
      `curl -X DELETE -H 'Accept: application/json' -b cookies.txt -H 'Origin: https://sluice.example' 'https://sluice.example/tokens'`,
    );
  });
});
