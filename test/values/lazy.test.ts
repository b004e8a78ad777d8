import { expect, it } from 'vitest';
import { lazy } from '../../src/values/lazy.ts';

it('lazy, its first call, loads once', async () => {
  const { loads, methods } = counted();
  expect(loads()).toBe(0);
  await Promise.all([methods.add(1, 2), methods.add(3, 4)]);
  await methods.names.find('ada');
  expect(loads()).toBe(1);
});

it('lazy, a method in nested groups, answers as the method does', async () => {
  const { methods } = counted();
  const { names } = methods;
  expect(await methods.add(1, 2)).toBe(3);
  expect(await names.find('ada')).toBe('Ada');
  await expect(names.find('grace')).rejects.toThrow('There is no such name.');
});

it('lazy, awaited, is itself and loads nothing', async () => {
  const { loads, methods } = counted();
  expect(await Promise.resolve(methods)).toBe(methods);
  expect(loads()).toBe(0);
});

it('lazy, a load that fails, fails in each call', async () => {
  const methods = lazy<{ find(): Promise<string> }>(() => Promise.reject(new Error('This file is broken.')));
  await expect(methods.find()).rejects.toThrow('This file is broken.');
  await expect(methods.find()).rejects.toThrow('This file is broken.');
});

it('lazy, a missing method, says so', async () => {
  const methods = lazy<Record<string, () => Promise<unknown>>>(async () => ({}));
  await expect(methods.find?.()).rejects.toThrow('There is no such method.');
});

function counted() {
  let loads = 0;
  const methods = lazy(async () => {
    loads += 1;
    return {
      add: async (one: number, other: number) => one + other,
      names: {
        async find(name: string): Promise<string> {
          if (name !== 'ada') throw new Error('There is no such name.');
          return 'Ada';
        },
      },
    };
  });
  return { methods, loads: () => loads };
}
