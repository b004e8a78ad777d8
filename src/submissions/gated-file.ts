import type { User } from '../accounts/users/user.ts';
import { type OpenedFile, openFile } from '../files/opened-file.ts';
import { toFileRecord } from '../files/stored-file.ts';
import type { Ports } from '../ports.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { Id } from '../values/id.ts';
import { type Gate, type GatePorts, gateFor } from './file-gate.ts';
import { maySeeSubmission } from './policy.ts';

/** A submitted file that its reader may see, and the file to fetch where its gate is open. */
export interface GatedFile {
  readonly upload: UploadRecord;
  readonly opened: OpenedFile | undefined;
}

/**
 * Returns a submitted file that this user may see; any other file counts as not found. An attached upload never changes
 * again but for its scan, and has the key, name and type that its submission has.
 */
export async function findSubmittedFile(
  ports: Pick<Ports, 'records'> & GatePorts,
  user: User,
  id: Id,
): Promise<GatedFile | undefined> {
  const upload = await ports.records.uploads.find(id);
  if (upload?.state !== 'attached') return undefined;
  const { form, userId } = upload;
  const maySee = maySeeSubmission(user, { form, submitter: { id: userId } }, ports.forms);
  return maySee ? toGatedFile(ports, upload, user) : undefined;
}

/** Returns the file of an attached upload, behind the gate that it has for a reader. */
export function toGatedFile(ports: GatePorts, upload: UploadRecord, reader: { readonly id: string }): GatedFile {
  return { upload, opened: openFile(toFileRecord(upload), gateFor(ports, upload, reader)) };
}

/** True for a file of which a reader may see a preview. */
export function hasPreview({ upload, opened }: GatedFile): boolean {
  return opened !== undefined && typeof upload.preview === 'object';
}

/** Returns the gate that a file has for a reader. The file of a submission whose upload is gone is closed. */
export function gateOfFile(ports: GatePorts, upload: UploadRecord | undefined, reader: { readonly id: string }): Gate {
  return upload ? gateFor(ports, upload, reader) : { state: 'off', isOpen: false };
}

/** Returns the uploads of all files in some submissions by their ids, read in one batch. */
export async function findUploadsOf(
  { records }: Pick<Ports, 'records'>,
  ...submissions: readonly { readonly files: Readonly<Record<string, readonly { readonly id: string }[]>> }[]
): Promise<ReadonlyMap<string, UploadRecord>> {
  const ids = submissions.flatMap(({ files }) => Object.values(files).flatMap((list) => list.map(({ id }) => id)));
  if (ids.length === 0) return new Map();
  const uploads = await records.uploads.findAll(ids);
  return new Map(uploads.flatMap((upload) => (upload ? [[upload.id, upload]] : [])));
}
