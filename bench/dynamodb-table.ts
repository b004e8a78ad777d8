/**
 * Compares puts, transactions and queries a second on `packages/dynamodb-table` and on dynoxide, in turns.
 *
 * Each has a process of its own, and a file that outlives a power cut, as dynoxide's does; the client is one connection pool of
 * plain HTTP, the same for both.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDynoxide, startDynoxide } from '../packages/dynamodb-table/test/differential/start-dynoxide.ts';
import { send } from '../packages/dynamodb-table/test/send.ts';
import { median, round } from './measure.ts';

/** Short and many, since the disk of a busy machine is slow for seconds at a time. */
const seconds = 0.2;
const rounds = 21;
const program = findDynoxide();

interface Contender {
  readonly endpoint: string;
  close(): Promise<void>;
}

const text = 'x'.repeat(300);
const item = (id: number) => ({
  pk: { S: `USER#${id % 997}` },
  sk: { S: `UPLOAD#${id}` },
  text: { S: text },
  n: { N: '7' },
});
const TableName = 'bench';

const works: Readonly<Record<string, (id: number) => readonly [string, object]>> = {
  puts: (id) => ['PutItem', { TableName, Item: item(id), ConditionExpression: 'attribute_not_exists(pk)' }],
  transactions: (id) => [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName, Item: { ...item(id), sk: { S: `TRANSACTION#${id}` } } } },
        {
          Update: {
            TableName,
            Key: { pk: { S: `COUNT#${id % 97}` }, sk: { S: 'COUNT' } },
            UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
            ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
          },
        },
      ],
    },
  ],
  queries: (id) => [
    'Query',
    {
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: `USER#${id % 997}` }, ':prefix': { S: 'UPLOAD#' } },
      ScanIndexForward: false,
      Limit: 10,
    },
  ],
};

async function main(): Promise<void> {
  if (program === undefined) return console.log('Skipped: @dynoxide/linux-x64 is not installed.');
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
  const contenders: readonly (readonly [string, Contender])[] = [
    ['ours', await startOurs(join(folder, 'ours.sqlite'))],
    ['dynoxide', await startDynoxide(program, join(folder, 'dynoxide.sqlite'))],
  ];
  for (const [, { endpoint }] of contenders) await createTable(endpoint);
  for (const connections of [1, 32]) {
    for (const [work, request] of Object.entries(works)) {
      const ratios: number[] = [];
      const best = new Map<string, number>();
      for (let at = 0; at < rounds; at += 1) {
        const rates = new Map<string, number>();
        for (const [name, { endpoint }] of contenders) rates.set(name, await rateOf(endpoint, request, connections));
        for (const [name, rate] of rates) best.set(name, Math.max(best.get(name) ?? 0, rate));
        ratios.push((rates.get('ours') ?? 0) / (rates.get('dynoxide') ?? 1));
      }
      const [ours, theirs] = [best.get('ours') ?? 0, best.get('dynoxide') ?? 0];
      console.log(
        `${work}, ${connections} at a time: ours ${round(ours)}/s, dynoxide ${round(theirs)}/s, ratio ${round(median(ratios))}`,
      );
      // One client at a time waits for the disk and the scheduler alone; what the server can do shows with many.
      if (connections > 1 && median(ratios) < 1) process.exitCode = 1;
    }
  }
  for (const [, contender] of contenders) await contender.close();
  await rm(folder, { recursive: true });
}

let lastId = 0;

/** Returns the requests a second with so many at a time. */
async function rateOf(
  endpoint: string,
  request: (id: number) => readonly [string, object],
  connections: number,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const client = async () => {
    while (performance.now() < end) {
      lastId += 1;
      const [operation, document] = request(lastId);
      const { status, body } = await send(endpoint, operation, document);
      if (status !== 200) throw new Error(`${operation}: ${body}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return done / seconds;
}

async function startOurs(file: string): Promise<Contender> {
  const main = fileURLToPath(new URL('../packages/dynamodb-table/src/main.ts', import.meta.url));
  const child: ChildProcess = fork(main, ['--file', file, '--survives', 'power-cut'], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // The message of main.ts.
  const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }];
  return {
    endpoint,
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function createTable(endpoint: string): Promise<void> {
  await send(endpoint, 'CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: ['pk', 'sk'].map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
  });
}

await main();
process.exit();
