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

/** The storage of this tab only. */
export const ofTab = () => sessionStorage;

/** True when this tab has stored something, such as the text that was typed into a form. */
export function isTabStorageUsed(): boolean {
  return inStorage(ofTab, ({ length }) => length > 0) ?? false;
}
