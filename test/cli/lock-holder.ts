/** A process that takes a data folder when it is told to, says whether it got it, and lets go when it is told to. */
import { type FolderLock, holdFolder } from '../../cli/folder-lock.ts';

let lock: FolderLock | undefined;
process.on('message', async (word) => {
  if (word === 'let go') await lock?.close();
  lock = word === 'let go' ? undefined : await holdFolder(String(word)).catch(() => undefined);
  process.send?.(lock !== undefined);
});
process.send?.('ready');
