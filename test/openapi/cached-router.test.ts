import { TrieRouter } from 'hono/router/trie-router';
import { expect, it } from 'vitest';
import { CachedRouter } from '../../src/openapi/cached-router.ts';

const routes = [
  ['ALL', '/*', 'log'],
  ['GET', '/health', 'health'],
  ['GET', '/users/:id/avatar', 'avatar'],
  ['GET', '/users/new', 'form'],
  ['GET', '/users/:id', 'user'],
  ['POST', '/users/', 'create'],
  ['DELETE', '/users/:id', 'remove'],
] as const;
const methods = ['GET', 'POST', 'DELETE', 'PUT', 'BREW'];
const paths = ['/health', '/users/new', '/users/x', '/users/x/avatar', '/users/', '/users', '/nothing', '/*', '/:id'];

function filled<Kind extends CachedRouter<string> | TrieRouter<string>>(router: Kind): Kind {
  for (const [method, path, handler] of routes) router.add(method, path, handler);
  return router;
}

it('CachedRouter, any path, finds the same as Hono’s trie, the first time and the second', () => {
  const [ours, trie] = [filled(new CachedRouter<string>()), filled(new TrieRouter<string>())];
  for (const _time of [1, 2]) {
    for (const method of methods) {
      for (const path of paths) expect(ours.match(method, path)).toEqual(trie.match(method, path));
    }
  }
});

it('CachedRouter, a method that is a member of each object, writes into no object', () => {
  const router = filled(new CachedRouter<string>());
  for (const method of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'ALL'])
    for (const path of paths) expect(router.match(method, path)).toEqual(router.match('BREW', path));
  expect('params' in {}).toBe(false);
  expect('params' in Object).toBe(false);
});

it('CachedRouter, declared paths and methods, remembers those only', () => {
  const router = filled(new CachedRouter<string>());
  const isRemembered = (method: string, path: string) => {
    const first = router.match(method, path);
    return router.match(method, path) === first;
  };
  expect(isRemembered('GET', '/health')).toBe(true);
  expect(isRemembered('GET', '/users/x')).toBe(false);
  expect(isRemembered('GET', '/nothing')).toBe(false);
  expect(isRemembered('BREW', '/health')).toBe(false);
});

it('CachedRouter, an added route, forgets the paths that it remembered', () => {
  const router = filled(new CachedRouter<string>());
  expect(router.match('GET', '/health')[0]).toHaveLength(2);
  router.add('GET', '/health', 'another');
  expect(router.match('GET', '/health')[0]).toHaveLength(3);
});
