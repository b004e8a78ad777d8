import { expect, it } from 'vitest';
import { lazy } from '../../src/values/lazy.ts';

it('loads when the first method is called, and once', async () => {
  const { loads, methods } = counted();
  expect(loads()).toBe(0);
  await Promise.all([methods.add(1, 2), methods.add(3, 4)]);
  await methods.names.find('ada');
  expect(loads()).toBe(1);
});

it('answers as the method does, in groups of groups too', async () => {
  const { methods } = counted();
  const { names } = methods;
  expect(await methods.add(1, 2)).toBe(3);
  expect(await names.find('ada')).toBe('Ada');
  await expect(names.find('nobody')).rejects.toThrow('There is nobody of that name.');
});

it('is what it stands for when it is awaited, and loads nothing for that', async () => {
  const { loads, methods } = counted();
  expect(await Promise.resolve(methods)).toBe(methods);
  expect(loads()).toBe(0);
});

it('fails in each call when nothing can be loaded', async () => {
  const methods = lazy<{ find(): Promise<string> }>(() => Promise.reject(new Error('This file is broken.')));
  await expect(methods.find()).rejects.toThrow('This file is broken.');
  await expect(methods.find()).rejects.toThrow('This file is broken.');
});

it('says so when there is no such method', async () => {
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
          if (name !== 'ada') throw new Error('There is nobody of that name.');
          return 'Ada';
        },
      },
    };
  });
  return { methods, loads: () => loads };
}
