import type { FileRecord } from '../records/submission-records.ts';

declare const opened: unique symbol;

/**
 * A file whose bytes may leave. Only `openFile` makes one, so code that signs an address without asking the gate does
 * not compile.
 */
export type OpenedFile = FileRecord & { readonly [opened]: true };

/**
 * Returns the file when its gate is open.
 * @returns `undefined` when it is closed
 */
export function openFile(file: FileRecord, { isOpen }: { readonly isOpen: boolean }): OpenedFile | undefined {
  // The brand exists at compile time only, as a mark of the open gate.
  return isOpen ? (file as OpenedFile) : undefined;
}
