import { expect, it } from 'vitest';
import { failNext } from './faults.ts';

const table = { find: async (id: string) => `found ${id}` };

it('failNext, two calls are to fail, fails two and then calls the method', async () => {
  const seen = failNext(table, 'find', { times: 2, error: new Error('down') });
  await expect(table.find('a')).rejects.toThrow('down');
  await expect(table.find('b')).rejects.toThrow('down');
  expect([await table.find('c'), seen.failures]).toEqual(['found c', 2]);
});

it('failNext, a test that ended before it failed, leaves nothing behind', async () => {
  expect(await table.find('a')).toBe('found a');
});
