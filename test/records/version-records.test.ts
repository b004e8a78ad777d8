import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTable, type Table } from '../../src/records/table.ts';
import { createVersionRecords } from '../../src/records/version-records.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** The name of every call that leaves for the table, in their order. */
const calls: string[] = [];
/** The error with which the next call fails. */
let fault: Error | undefined;
let testApp: TestApp;
let table: Table;
beforeAll(async () => {
  testApp = await startTestApp();
  table = createTable(testApp.config);
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) => {
        calls.push(commandName);
        const error = fault;
        fault = undefined;
        return error ? Promise.reject(error) : next(given);
      },
    { step: 'initialize', name: 'countCalls', priority: 'high' },
  );
});
afterAll(() => testApp.close());
beforeEach(() => {
  calls.length = 0;
});

const declaration = { slug: 'notes', title: { en: 'Notes' } };
const recordOf = (version: string, firstSeenAt = '2026-01-01T00:00:00.000Z') => ({
  ...{ form: 'notes', version, format: 1, declaration, firstSeenAt },
});

describe('createVersionRecords', () => {
  it('add, the same version again in the same process, calls the table once', async () => {
    const versions = createVersionRecords(table);
    await versions.add(recordOf('once'));
    await versions.add(recordOf('once'));
    expect(calls).toEqual(['PutItemCommand']);
    expect(await versions.find('notes', 'once')).toMatchObject(recordOf('once'));
  });

  it('add, a version that another process has written, leaves it as it is', async () => {
    await createVersionRecords(table).add(recordOf('shared'));
    const versions = createVersionRecords(table);
    await versions.add(recordOf('shared', '2027-01-01T00:00:00.000Z'));
    expect(await versions.find('notes', 'shared')).toMatchObject({ firstSeenAt: '2026-01-01T00:00:00.000Z' });
  });

  it('add, after an outage, writes the version', async () => {
    const versions = createVersionRecords(table);
    fault = new Error('The table is down.');
    await expect(versions.add(recordOf('late'))).rejects.toThrow('The table is down.');
    await versions.add(recordOf('late'));
    expect(await createVersionRecords(table).find('notes', 'late')).toBeDefined();
  });

  it('find, one version many times at once and later, reads it once', async () => {
    await createVersionRecords(table).add(recordOf('old'));
    calls.length = 0;
    const versions = createVersionRecords(table);
    const found = await Promise.all(Array.from({ length: 25 }, () => versions.find('notes', 'old')));
    expect([...found, await versions.find('notes', 'old')]).toEqual(Array.from({ length: 26 }, () => found[0]));
    expect(calls).toEqual(['GetItemCommand']);
  });

  it('find, a version that comes later and one of another form, is none until then', async () => {
    const versions = createVersionRecords(table);
    expect(await versions.find('notes', 'next')).toBeUndefined();
    await createVersionRecords(table).add(recordOf('next'));
    expect(await versions.find('notes', 'next')).toBeDefined();
    expect(await versions.find('other', 'next')).toBeUndefined();
  });

  it('find, after an outage, reads again', async () => {
    const versions = createVersionRecords(table);
    fault = new Error('The table is down.');
    await expect(versions.find('notes', 'once')).rejects.toThrow('The table is down.');
    expect(await versions.find('notes', 'once')).toBeDefined();
  });
});
