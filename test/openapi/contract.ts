import { Ajv2020 } from 'ajv/dist/2020.js';
import { Client } from '../support/client.ts';
import type { TestApp } from '../support/test-app.ts';
import type { Schema } from './schema-arbitrary.ts';

/** As much of an OpenAPI document as the tests read. */
export interface ApiDocument {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly info: {
    readonly contact: { readonly name: string; readonly url: string };
    readonly license: { readonly identifier: string };
  };
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer | Reference>>;
}

interface Parameter {
  readonly name: string;
  readonly description?: string;
  readonly in: 'path' | 'query';
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Reference = { readonly $ref: string };
type Answer = { readonly description: string; readonly content?: Content };

/** A request, and the answer that it got. */
interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly response: Response;
}

export async function readDocument(testApp: TestApp): Promise<ApiDocument> {
  return (await testApp.client().get('/openapi.json')).json();
}

/** The document as a judge of what the app answers. */
export function createContract(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': isTime, uri: isAddress } });
  ajv.addFormat('email', true).addFormat('password', true);
  ajv.addSchema({ ...document, $id: 'document' });
  const faultsOfValue = (pointer: readonly string[], value: unknown) => {
    const check = ajv.getSchema(`document#/${pointer.map(encodePointer).join('/')}`);
    if (!check) return [`${pointer.join('/')} is no schema`];
    return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const templates = Object.keys(document.paths)
    .sort((one, other) => Number(one.includes('{')) - Number(other.includes('{')))
    .map((template) => ({ template, pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`) }));

  const contract = {
    /** The path of the document that this one is an instance of. */
    pathOf: (path: string) => templates.find(({ pattern }) => pattern.test(path))?.template,

    faultsOfSchema: (name: string, value: unknown) => faultsOfValue(['components', 'schemas', name], value),

    /** What an answer, and a body that was taken, are that the document does not say. */
    async faultsOf({ method, path, json, response }: Exchange): Promise<string[]> {
      const template = contract.pathOf(path);
      const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
      const operation = template === undefined ? undefined : document.paths[template]?.[verb];
      if (template === undefined || operation === undefined) return [];
      const { status } = response;
      const key = operation.responses[status] ? `${status}` : 'default';
      const found = operation.responses[key];
      if (!found) return [`${status} is not declared`];
      const at = '$ref' in found ? found.$ref.split('/').slice(1) : ['paths', template, verb, 'responses', key];
      const answer = '$ref' in found ? document.components.responses[at.at(-1) ?? ''] : found;
      const faults = await faultsOfBody(at, answer?.content ?? {}, response);
      const isTaken = operation.requestBody !== undefined && json !== undefined && status >= 200 && status < 300;
      const body = ['paths', template, verb, 'requestBody', 'content', 'application/json', 'schema'];
      return [...faults, ...(isTaken ? faultsOfValue(body, json).map((fault) => `taken although ${fault}`) : [])];
    },
  };
  return contract;

  async function faultsOfBody(at: readonly string[], content: Content, response: Response): Promise<string[]> {
    const text = await response.clone().text();
    const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
    if (text === '' || content['*/*']) return [];
    if (!content[type]) return [`${type} is not declared for ${response.status}`];
    // One document: `application/json` and what ends in `+json`, but not JSON lines.
    return /[/+]json$/.test(type) ? faultsOfValue([...at, 'content', type, 'schema'], JSON.parse(text)) : [];
  }
}

export type Contract = ReturnType<typeof createContract>;

/** A client whose every exchange is held against the document; `faults` says what was found. */
export class CheckedClient extends Client {
  readonly faults: string[] = [];
  readonly seen = new Set<string>();
  readonly #contract: Contract;

  constructor(testApp: TestApp, contract: Contract) {
    super(testApp.app, testApp.dependencies.publicUrl);
    this.#contract = contract;
  }

  override async send(...[method, path, sending = {}]: Parameters<Client['send']>): Promise<Response> {
    const response = await super.send(method, path, sending);
    const exchange = { method, path: path.split('?')[0] ?? path, json: sending.json, response };
    const faults = await this.#contract.faultsOf(exchange);
    this.faults.push(...faults.map((fault) => `${method} ${path}: ${fault}`));
    this.seen.add(`${method} ${this.#contract.pathOf(exchange.path)} ${response.status}`);
    return response;
  }
}

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const isAddress = (text: string) => URL.canParse(text);

/** A part of a JSON pointer in a URI fragment (RFC 6901, 6). */
function encodePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
