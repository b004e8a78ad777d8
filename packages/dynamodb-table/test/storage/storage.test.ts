import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DynamoDbError } from '../../src/dynamodb-error.ts';
import { startTableServer } from '../../src/server.ts';
import { GroupCommit } from '../../src/storage/group-commit.ts';
import { TableStorage } from '../../src/storage/table-storage.ts';
import { callTable, keyOf, things } from '../table-stage.ts';

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-table-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'table.sqlite');
}

describe('a file', () => {
  it('tables, items and tokens, are there after a restart', async () => {
    const file = await newFile();
    const first = await startTableServer({ file });
    await callTable(first.endpoint, 'CreateTable', things);
    const transaction = {
      ClientRequestToken: 'token',
      TransactItems: [
        { Put: { TableName: 'things', Item: keyOf('a'), ConditionExpression: 'attribute_not_exists(pk)' } },
      ],
    };
    await callTable(first.endpoint, 'TransactWriteItems', transaction);
    await first.close();
    await first.close();

    const second = await startTableServer({ file });
    onTestFinished(() => second.close());
    await callTable(second.endpoint, 'TransactWriteItems', transaction);
    expect(await callTable(second.endpoint, 'GetItem', { TableName: 'things', Key: keyOf('a') })).toEqual({
      Item: keyOf('a'),
    });
  });

  it('a second server on it, does not start', async () => {
    const file = await newFile();
    const first = await startTableServer({ file });
    onTestFinished(() => first.close());
    await expect(startTableServer({ file })).rejects.toThrow('database is locked');
    await expect(startTableServer({ file })).rejects.toThrow(`${file} cannot be opened: `);
  });

  it('of another program, is left alone', async () => {
    const file = await newFile();
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE theirs (id)');
    other.close();
    await expect(startTableServer({ file })).rejects.toThrow('is a database of another program');
    await writeFile(file, 'This is no database, but a text of more than a few bytes. '.repeat(20));
    await expect(startTableServer({ file })).rejects.toThrow('file is not a database');
  });

  it('in a folder that is missing, is not opened', async () => {
    await expect(startTableServer({ file: join(await newFile(), 'none') })).rejects.toThrow(
      'unable to open database file',
    );
  });
});

describe('startTableServer', () => {
  it('closed while items expire, deletes them first', async () => {
    const server = await startTableServer();
    const expired = server.expireItems();
    await server.close();
    expect(await expired).toBeUndefined();
  });

  it('an address that others reach, is refused', async () => {
    for (const host of ['0.0.0.0', '192.168.0.1', 'localhost', '127.0.0.1.example.com'])
      await expect(startTableServer({ host })).rejects.toThrow('is not an IPv4 address of this machine alone');
  });
});

describe('GroupCommit', () => {
  it('work of one turn, shares a commit and is settled after it', async () => {
    const log: string[] = [];
    const commits = new GroupCommit({ commit: () => log.push('commit'), rollback: () => log.push('rollback') });
    const work = (name: string) => commits.run(() => log.push(name)).then(() => log.push(`${name} is settled`));
    await Promise.all([work('one'), work('two')]);
    expect(log).toEqual(['one', 'two', 'commit', 'one is settled', 'two is settled']);
  });

  it('an error of a request, is that request’s alone', async () => {
    const commits = new GroupCommit({ commit() {}, rollback() {} });
    const error = new DynamoDbError('ValidationException', 'No.');
    const failed = commits.run(() => {
      throw error;
    });
    const done = commits.run(() => 'done');
    await expect(failed).rejects.toBe(error);
    expect(await done).toBe('done');
  });

  it('an error of the database, undoes and fails the whole group', async () => {
    const storage = new TableStorage();
    onTestFinished(() => storage.close());
    const commits = new GroupCommit(storage);
    const schema = {
      name: 'lost',
      tableId: '',
      hash: { name: 'pk', type: 'S' },
      createdAt: 0,
      isProtected: false,
    } as const;
    const created = commits.run(() => void storage.create(schema));
    const broken = commits.run(() => {
      throw new Error('disk full');
    });
    await expect(created).rejects.toThrow('disk full');
    await expect(broken).rejects.toThrow('disk full');
    expect(storage.find('lost')).toBeUndefined();
    await commits.run(() => void storage.create(schema));
    expect(storage.find('lost')).toBeDefined();
  });
});
