import fc, { type Arbitrary } from 'fast-check';
import { newId } from '../../src/values/id.ts';
import type { ApiDocument, Operation } from './contract.ts';
import { mutationsOf, valuesOf } from './schema-arbitrary.ts';

/** The kinds of clients, each with its share of the requests. */
const cast = {
  stranger: 1,
  person: 4,
  admin: 4,
  'read token': 1,
  'submit token': 2,
  'admin token': 2,
  'bad token': 1,
} as const;
export type Who = keyof typeof cast;

/** Ids of what exists, by the first part of the paths below which it is found. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/** A request that a client might send. */
export interface Asking {
  readonly who: Who;
  readonly clientAddress: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly accept: string;
  readonly type: string | undefined;
  readonly body: string | undefined;
}

/** Requests to every operation of the document: good ones, and ones that are wrong in some way. `ids` exist. */
export function askingsOf(document: ApiDocument, ids: KnownIds): Arbitrary<Asking> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const each = operations.map(({ path, method, operation }) => ({
    weight: operation.requestBody ? 3 : 1,
    arbitrary: fc
      .record({
        who: fc.oneof(...whoAsks),
        clientAddress: fc.nat(250).map((last) => `198.51.100.${last}`),
        path: pathsOf(path, ids),
        query: queriesOf(document, operation),
        accept: fc.constantFrom(
          '*/*',
          'application/json',
          'text/html',
          'text/html;q=0.1, */*',
          'image/png',
          'nonsense',
        ),
        sent: bodiesOf(document, operation, ids),
      })
      .map(({ sent, ...rest }) => ({ ...rest, method, ...sent })),
  }));
  return fc.oneof(...each);
}

// Names of the cast are all that there are.
const whoAsks = (Object.keys(cast) as Who[]).map((who) => ({ weight: cast[who], arbitrary: fc.constant(who) }));

const text = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ maxLength: 20, unit: 'binary' }));

function pathsOf(template: string, ids: KnownIds): Arbitrary<string> {
  const fitting = ids[template.split('/')[1] ?? ''] ?? ['nothing-of-the-kind'];
  const part = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...fitting) },
    { weight: 1, arbitrary: fc.constant(newId()) },
    { weight: 1, arbitrary: text.map(encode) },
  );
  return fc.tuple(part, part).map((parts) => template.replaceAll(/\{\w+\}/g, () => parts.pop() || 'x'));
}

function queriesOf({ components }: ApiDocument, { parameters = [] }: Operation): Arbitrary<string> {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) =>
      fc.oneof(valuesOf(schema, components.schemas, {}), text).map((value) => `${name}=${encode(String(value))}`),
    );
  return fc
    .tuple(...pairs)
    .chain((all) => fc.subarray(all))
    .map((some) => (some.length > 0 ? `?${some.join('&')}` : ''));
}

function bodiesOf(
  { components }: ApiDocument,
  { requestBody }: Operation,
  ids: KnownIds,
): Arbitrary<Pick<Asking, 'type' | 'body'>> {
  const uploadIds = fc.uniqueArray(fc.constantFrom(...(ids.uploads ?? [])), { maxLength: 3 });
  const known = {
    form: fc.constantFrom('documents', 'avatar', 'none'),
    field: fc.constantFrom('files', 'picture', 'none'),
    files: uploadIds,
    picture: uploadIds,
    filename: fc.constantFrom('a.txt', 'b.png', '../c.pdf', '😀'),
    contentType: fc.constantFrom('text/plain', 'image/png', 'application/zip', ''),
  };
  const [schema] = Object.values(requestBody?.content ?? {}).map((content) => content.schema);
  const values = schema ? valuesOf(schema, components.schemas, known) : fc.jsonValue();
  const json = fc.oneof(values, mutationsOf(values)).map((value) => JSON.stringify(value));
  const type = fc.constantFrom(
    'text/plain',
    'multipart/form-data',
    'application/json',
    'application/json; x',
    undefined,
  );
  return fc.oneof(
    { weight: 8, arbitrary: json.map((body) => ({ type: 'application/json', body })) },
    {
      weight: 2,
      arbitrary: values.map((value) => ({ type: 'application/x-www-form-urlencoded', body: asForm(value) })),
    },
    { weight: 1, arbitrary: fc.record({ type, body: text }) },
    { weight: 1, arbitrary: fc.constant({ type: undefined, body: undefined }) },
  );
}

function asForm(value: unknown): string {
  const pairs = Object.entries(value ?? {}).map(([name, each]) => [
    name,
    typeof each === 'string' ? each : JSON.stringify(each),
  ]);
  return new URLSearchParams(pairs).toString();
}

/** Half of a surrogate pair has no place in an address. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
