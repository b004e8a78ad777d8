import type { ExportRecord } from '../records/export-record.ts';
import { exportPrefix } from '../storage/export-objects.ts';
import { newId } from '../values/id.ts';

/**
 * Returns a key for an object of an export's plan, which no other object has. So a worker that has lost its job to
 * another one disturbs nothing.
 */
export function newExportKey({ id, attempt }: Pick<ExportRecord, 'id' | 'attempt'>, name: string): string {
  return `${exportPrefix}${id}/${attempt}/${newId()}/${name}`;
}

/** The name of the objects that hold the submissions which an archive is made of. */
export const foundName = 'found';

/** Returns the keys of the objects with the submissions that an archive is made of. */
export function foundKeysOf({ workKeys }: Pick<ExportRecord, 'workKeys'>): string[] {
  return workKeys.filter((key) => key.endsWith(`/${foundName}`));
}
