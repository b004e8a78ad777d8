import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/**
 * Hono's trie, which remembers what it has found for paths without parameters. Hono's own choice would be its
 * RegExpRouter, which has such a table, but cannot hold `/users/:id/avatar` beside `/users/new`: it is built, fails and
 * is thrown away at the first request. The trie alone takes 1.2 µs for `/health`, a tenth of the whole answer.
 *
 * Only declared paths and methods are remembered, so that nobody can fill the memory by asking. The trie never sees
 * another method: it looks methods up in plain objects, where a request with the method `__proto__` or `constructor`
 * finds what every object has, and writes into it.
 * @see https://hono.dev/docs/concepts/routers
 */
export class CachedRouter<Handler> implements Router<Handler> {
  readonly name = 'CachedRouter';
  readonly #trie = new TrieRouter<Handler>();
  readonly #fixedPaths = new Set<string>();
  /** By path, for each method that has a route. */
  readonly #found = new Map<string, Map<string, Result<Handler>>>();

  add(method: string, path: string, handler: Handler): void {
    this.#trie.add(method, path, handler);
    if (!/[:*]/.test(path)) this.#fixedPaths.add(path);
    this.#found.set(method, new Map());
    for (const paths of this.#found.values()) paths.clear();
  }

  match(method: string, path: string): Result<Handler> {
    const paths = this.#found.get(method);
    const known = paths?.get(path);
    if (known) return known;
    const found = this.#trie.match(paths ? method : 'ALL', path);
    if (this.#fixedPaths.has(path)) paths?.set(path, found);
    return found;
  }
}
