import { onTestFinished } from 'vitest';
import { type Fault, startTableServer, type TableServer, type TableServerOptions } from '../src/server.ts';
import { errorOf, send } from './send.ts';

/** An error of the protocol, as a client sees it. */
export class AnsweredError extends Error {
  readonly document: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, document: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = name;
    this.document = document;
  }
}

/** A table server with one table, `things`, of the keys `pk` and `sk`. Its clock can be moved, and faults can be set. */
export interface TableStage {
  readonly server: TableServer;
  /** The fault of the next request. */
  fault: Fault | undefined;
  passSeconds(seconds: number): void;
  /** Sends a request; rejects with an AnsweredError. */
  call(operation: string, document?: object): Promise<Readonly<Record<string, unknown>>>;
  put(item: object): Promise<unknown>;
  get(key: object): Promise<unknown>;
}

/** Starts a stage that ends with the test. */
export async function startTableStage(options: TableServerOptions = {}): Promise<TableStage> {
  let offsetMs = 0;
  const server = await startTableServer({
    clock: () => new Date(Date.now() + offsetMs),
    intercept: () => {
      const { fault } = stage;
      stage.fault = undefined;
      return fault;
    },
    ...options,
  });
  onTestFinished(() => server.close());
  const call = (operation: string, document: object = {}) => callTable(server.endpoint, operation, document);
  const stage: TableStage = {
    server,
    fault: undefined,
    passSeconds(seconds) {
      offsetMs += seconds * 1000;
    },
    call,
    put: (Item) => call('PutItem', { TableName: 'things', Item }),
    get: async (Key) => (await call('GetItem', { TableName: 'things', Key, ConsistentRead: true })).Item,
  };
  if (options.file === undefined) await call('CreateTable', things);
  return stage;
}

/** Sends a request; rejects with an AnsweredError. */
export async function callTable(
  endpoint: string,
  operation: string,
  document: object,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await send(endpoint, operation, document);
  const error = errorOf(answer);
  if (error) throw new AnsweredError(error.name, error.message, answer.document);
  return answer.document;
}

/** The table of a stage. */
export const things = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

/** Returns a key of `things`. */
export function keyOf(pk: string, sk = 'x') {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** Returns what an error must be like, for `rejects.toMatchObject`. */
export function invalidBecause(message: string) {
  return { name: 'ValidationException', message };
}
