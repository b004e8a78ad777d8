import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedTable } from '../../cli/table.ts';
import { environmentOf } from '../support/environment.ts';

describe('the embedded table', () => {
  it('the embedded table, started, answers DynamoDB requests at its endpoint', async () => {
    const table = await startEmbeddedTable();
    onTestFinished(() => table.close());

    await createTable(table.endpoint);

    expect(await tableNames(table.endpoint)).toEqual(['things']);
  });

  it('the embedded table, listens on loopback only', async () => {
    const table = await startEmbeddedTable();
    onTestFinished(() => table.close());

    expect(table.endpoint).toMatch(/^http:\/\/127\.\d+\.\d+\.\d+:\d+$/);
  });

  it('the embedded table, a page in a browser, does not find it (attack 113)', async () => {
    const tables = [await startEmbeddedTable(), await startEmbeddedTable()];
    onTestFinished(async () => {
      await Promise.all(tables.map((table) => table.close()));
    });

    expect(new Set(tables.map(({ endpoint }) => new URL(endpoint).hostname)).size).toBe(2);
    for (const { endpoint } of tables)
      await expect(fetch(`http://127.0.0.1:${new URL(endpoint).port}`)).rejects.toThrow();
  });

  it('the embedded table, a restart, keeps its items in a file, in a folder that it makes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-table-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'new', 'table.db');
    const first = await startEmbeddedTable({ file });
    await createTable(first.endpoint);
    await first.close();

    const second = await startEmbeddedTable({ file });
    onTestFinished(() => second.close());

    expect(await tableNames(second.endpoint)).toEqual(['things']);
  });

  it('the embedded table, without a file, forgets everything', async () => {
    const first = await startEmbeddedTable();
    await createTable(first.endpoint);
    await first.close();

    const second = await startEmbeddedTable();
    onTestFinished(() => second.close());

    expect(await tableNames(second.endpoint)).toEqual([]);
  });

  it('the embedded table, closed, even twice, answers no more', async () => {
    const table = await startEmbeddedTable();

    await table.close();
    await table.close();

    expect(await answers(table.endpoint)).toBe(false);
  });

  it('the embedded table, a port taken by another process, takes the next', async () => {
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const ports = [portOf(taken), portOf(free)];
    free.close();
    await once(free, 'close');

    const table = await startEmbeddedTable({ pickPort: async () => ports.shift() ?? 0 });
    onTestFinished(() => table.close());

    expect(ports).toEqual([]);
    expect(await answers(table.endpoint)).toBe(true);
  });

  it('the embedded table, every port taken, gives up with the words of the binary', async () => {
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());

    await expect(startEmbeddedTable({ pickPort: async () => portOf(taken) })).rejects.toThrow(/already in use/);
  });

  it('the embedded table, a file that cannot be opened, says why it did not start', async () => {
    await expect(startEmbeddedTable({ file: tmpdir() })).rejects.toThrow(/unable to open database file/);
  });

  it('startEmbeddedTable, a Node without SQLite, names AWS_ENDPOINT_URL_DYNAMODB', async () => {
    await expect(startEmbeddedTable({ nodeArguments: ['--no-experimental-sqlite'] })).rejects.toThrow(
      /Node 22\.13.*AWS_ENDPOINT_URL_DYNAMODB/,
    );
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'the embedded table, its parent ended by %s, ends',
    async (signal) => {
      const source = pathToFileURL(join(import.meta.dirname, '../../cli/table.ts')).href;
      const script = `console.log((await (await import('${source}')).startEmbeddedTable()).endpoint)`;
      const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
        env: environmentOf(),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [endpoint] = await once(parent.stdout.setEncoding('utf8'), 'data');
      expect(await answers(endpoint.trim())).toBe(true);

      parent.kill(signal);

      await expect.poll(() => answers(endpoint.trim()), { timeout: 5_000 }).toBe(false);
    },
  );
});

function portOf(server: ReturnType<typeof createServer>): number {
  // A server that listens on TCP has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    (response) => response.ok,
    () => false,
  );
}

async function createTable(endpoint: string): Promise<void> {
  await clientFor(endpoint).send(
    new CreateTableCommand({
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}

async function tableNames(endpoint: string): Promise<string[] | undefined> {
  return (await clientFor(endpoint).send(new ListTablesCommand({}))).TableNames;
}

function clientFor(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
}
