import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';

/** Holds all that a build writes. */
export const outputFolder = 'dist';

/** Removes the files of earlier builds, which would be deployed with the rest. */
export async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const found = await readdir(folder);
  await Promise.all(found.filter((name) => !kept.has(name)).map((name) => rm(`${folder}/${name}`, { force: true })));
}

/** Writes a file so that a server or test that reads during a build sees the old one or the new one, never a part. */
export async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  await mkdir(`${outputFolder}/.drafts`, { recursive: true });
  // A name of its own for each: two bundles can have a chunk of the same name.
  const draft = `${outputFolder}/.drafts/${randomUUID()}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
