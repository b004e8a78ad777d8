/** A process that takes a data folder on command, says whether it got it, and releases it on command. */
import { type FolderLock, holdFolder } from '../../cli/folder-lock.ts';

let lock: FolderLock | undefined;
process.on('message', async (word) => {
  if (word === 'let go') await lock?.close();
  lock = word === 'let go' ? undefined : await holdFolder(String(word)).catch(() => undefined);
  process.send?.(lock !== undefined);
});
process.send?.('ready');
