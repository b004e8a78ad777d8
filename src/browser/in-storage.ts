/**
 * Returns the result of a function that uses one of the browser's storages. It is `undefined` when the storage is full,
 * forbidden or empty. Where storage is forbidden, its very name throws, so the caller gives a function for it.
 */
export function inStorage<Result>(storage: () => Storage, use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(storage());
  } catch {
    return undefined;
  }
}
