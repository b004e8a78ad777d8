/** How many tasks are under way at a time, and the signal that ends them. */
export interface SideBySideOptions {
  readonly atOnce: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a task for each item as it comes, several at a time, and returns the results as they arrive. After a
 * failure it takes no further item, aborts the other tasks and waits for them, so that the caller can undo what they
 * have done.
 * @param task gets a signal that is aborted with `signal`, and after the failure of another task
 * @throws the first failure
 */
export async function sideBySide<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  task: (item: Item, signal: AbortSignal) => Promise<Result>,
  { atOnce, signal }: SideBySideOptions,
): Promise<Result[]> {
  const failure = new AbortController();
  const taskSignal = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {}); // nothing may be waiting for it at the moment of the failure
  const underWay = new Set<Promise<void>>();
  const results: Result[] = [];
  const start = (item: Item) => {
    const run = task(item, taskSignal).then((result) => void results.push(result));
    const ended = run.catch(failed.reject).finally(() => underWay.delete(ended));
    underWay.add(ended);
  };
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  try {
    for (;;) {
      if (underWay.size >= atOnce) await Promise.race([...underWay, failed.promise]);
      signal?.throwIfAborted();
      const next = await Promise.race([iterator.next(), failed.promise]);
      if (next.done) break;
      start(next.value);
    }
    await Promise.race([Promise.all(underWay), failed.promise]);
    return results;
  } catch (error) {
    failure.abort(error);
    await Promise.all(underWay);
    throw error;
  }
}
