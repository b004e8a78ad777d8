import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../../../test/support/environment.ts';
import { callTable, keyOf, things } from './table-stage.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(args: readonly string[]) {
  return fork(join(import.meta.dirname, '../src/main.ts'), [...args], {
    execArgv: ['--import', 'tsx'],
    env: environmentOf(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Starts a child and returns it with its address. */
async function start(args: readonly string[]) {
  const child = run(args);
  const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }]; // the message of main.ts
  return { child, endpoint };
}

const said = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : Promise.resolve(''));

describe('the command', () => {
  it('says where it listens, and stops when its parent goes', async () => {
    const child = run(['--host', '127.11.12.13']);
    const output = said(child.stdout);
    const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }]; // the message of main.ts
    expect(endpoint).toMatch(/^http:\/\/127\.11\.12\.13:\d+$/);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await output).toBe(`The embedded table listens on ${endpoint}, in memory\n`);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s, stops it cleanly', async (signal) => {
    const { child } = await start(['--file', join(folder, `${signal}.sqlite`)]);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('SIGKILL at any moment, loses no answered write and halves no transaction', async () => {
    const file = join(folder, 'killed.sqlite');
    let answered = 0;
    for (let round = 0; round < 3; round += 1) {
      const { child, endpoint } = await start(['--file', file]);
      if (round === 0) await callTable(endpoint, 'CreateTable', things);
      expect(await counts(endpoint)).toEqual({ pairs: expect.toSatisfy((pairs: number) => pairs >= answered), odd: 0 });
      const clients = Array.from({ length: 8 }, async (_, client) => {
        for (let at = 0; ; at += 1) {
          const pk = `${round}-${client}-${at}`;
          const TransactItems = ['1', '2'].map((sk) => ({ Put: { TableName: 'things', Item: keyOf(pk, sk) } }));
          await callTable(endpoint, 'TransactWriteItems', { TransactItems });
          answered += 1;
        }
      });
      setTimeout(() => child.kill('SIGKILL'), 150 + round * 37);
      await Promise.allSettled(clients);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const { child, endpoint } = await start(['--file', file]);
    const { pairs, odd } = await counts(endpoint);
    child.kill();
    expect(odd).toBe(0);
    expect(answered).toBeGreaterThan(10);
    // What was under way at the kill may be there too.
    expect(pairs).toBeGreaterThanOrEqual(answered);
  });

  it('a file that another server is about to leave, is waited for', async () => {
    const file = join(folder, 'left.sqlite');
    const first = await start(['--file', file]);
    const second = start(['--file', file]);
    setTimeout(() => first.child.kill('SIGKILL'), 600);
    const { child } = await second;
    child.kill();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('a reason not to start, is one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    for (const [args, reason] of [
      [['--port', port], /port is already in use/],
      [['--port', 'x'], /not a port/],
      [['--survives', 'fire'], /--survives is kill or power-cut/],
      [['--host', '0.0.0.0'], /0\.0\.0\.0 is not an IPv4 address of this machine alone/],
      [['--file', folder], /unable to open database file/],
    ] as const) {
      const child = run(args);
      const errors = said(child.stderr);
      expect(await once(child, 'exit')).toEqual([1, null]);
      expect(await errors).toMatch(/^The embedded table cannot start: [^\n]+\n$/);
      expect(await errors).toMatch(reason);
    }
    taken.close();
  });
});

/** Returns how many transactions are there whole, and how many in part. */
async function counts(endpoint: string): Promise<{ pairs: number; odd: number }> {
  const items = new Map<string, number>();
  let ExclusiveStartKey: unknown;
  do {
    const page = await callTable(endpoint, 'Scan', {
      TableName: 'things',
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    });
    for (const { pk } of Array.isArray(page.Items) ? page.Items : []) items.set(pk.S, (items.get(pk.S) ?? 0) + 1);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  const odd = [...items.values()].filter((count) => count !== 2).length;
  return { pairs: items.size - odd, odd };
}
