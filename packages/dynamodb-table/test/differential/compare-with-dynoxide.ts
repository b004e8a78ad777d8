import fc from 'fast-check';
import { startTableServer } from '../../src/server.ts';
import { errorOf, send } from '../send.ts';
import { type Request, request, tables } from './arbitrary-operation.ts';
import { outcomeOf } from './compare-answers.ts';
import { type Compared, changesElements, knownDifferences } from './known-differences.ts';
import { startDynoxide } from './start-dynoxide.ts';

/** What became of the requests. */
export interface Comparison {
  /** The number of requests with one answer. */
  readonly equal: number;
  /** The number of requests that this table carried out. */
  readonly carriedOut: number;
  /** The number of requests of each decided difference. */
  readonly known: ReadonlyMap<string, number>;
  readonly unknown: readonly Compared[];
}

/** Sends the same random requests to a table of each kind. */
export async function compareWithDynoxide(program: string, requests: number, seed: number): Promise<Comparison> {
  const [ours, theirs] = [await startTableServer(), await startDynoxide(program)];
  try {
    for (const { endpoint } of [ours, theirs]) await createTables(endpoint);
    const known = new Map<string, number>();
    const unknown: Compared[] = [];
    let [equal, carriedOut] = [0, 0];
    for (const sent of fc.sample(request, { numRuns: requests, seed })) {
      const compared = await compare(ours.endpoint, theirs.endpoint, sent);
      if (compared.ours.error === undefined) carriedOut += 1;
      if (isEqual(compared)) {
        equal += 1;
        if (changesElements(sent)) await copyItems(ours.endpoint, theirs.endpoint);
        continue;
      }
      const difference = knownDifferences.find(({ covers }) => covers(compared));
      if (difference) known.set(difference.name, (known.get(difference.name) ?? 0) + 1);
      else unknown.push(compared);
      await copyItems(ours.endpoint, theirs.endpoint);
    }
    return { equal, carriedOut, known, unknown };
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
  }
}

async function compare(ourEndpoint: string, theirEndpoint: string, sent: Request): Promise<Compared> {
  const { operation, document } = sent;
  const [ours, theirs] = await Promise.all([
    send(ourEndpoint, operation, document),
    send(theirEndpoint, operation, document),
  ]);
  return { request: sent, ours: outcomeOf(ours), theirs: outcomeOf(theirs) };
}

/** The sentences of errors differ, in dynoxide from DynamoDB too; their names and documents do not. */
function isEqual({ ours, theirs }: Compared): boolean {
  return ours.error === theirs.error && withoutMessages(ours.document) === withoutMessages(theirs.document);
}

function withoutMessages(document: string): string {
  return document.replace(/"Message":"(?:[^"\\]|\\.)*"/g, '"Message":""');
}

async function createTables(endpoint: string): Promise<void> {
  for (const { name, keys } of tables) {
    const answer = await send(endpoint, 'CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries(keys).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: Object.keys(keys).map((AttributeName, at) => ({
        AttributeName,
        KeyType: at === 0 ? 'HASH' : 'RANGE',
      })),
    });
    if (errorOf(answer)) throw new Error(`No table ${name}: ${answer.body}`);
  }
}

/** Makes both tables hold the same again after a difference. */
async function copyItems(from: string, to: string): Promise<void> {
  for (const { name, keys } of tables) {
    const [right, wrong] = [await itemsOf(from, name), await itemsOf(to, name)];
    const texts = new Set(right.map((item) => JSON.stringify(item)));
    for (const item of wrong) {
      if (texts.has(JSON.stringify(item))) continue;
      const Key = Object.fromEntries(Object.keys(keys).map((key) => [key, item[key]]));
      await send(to, 'DeleteItem', { TableName: name, Key });
    }
    for (const Item of right) await send(to, 'PutItem', { TableName: name, Item });
  }
}

async function itemsOf(endpoint: string, TableName: string): Promise<readonly Record<string, unknown>[]> {
  const { document } = await send(endpoint, 'Scan', { TableName });
  return Array.isArray(document.Items) ? document.Items : [];
}
