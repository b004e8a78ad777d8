/** Returns dropped files, and those of dropped folders with all that is in them. */
export async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** Reads an entry of the File and Directory Entries API; leaves out entries that cannot be read. */
async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  // An entry is one or the other, as it says.
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined)),
    );
    // Systems keep files of their own in folders, such as `.DS_Store`.
    return file && !file.name.startsWith('.') ? [file] : [];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    // A browser gives a hundred at a time, and none at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (entries.length === 0) return files;
    // Not spread: a call takes some hundred thousand arguments at most.
    for (const inside of entries) for (const file of await filesOf(inside)) files.push(file);
  }
}
