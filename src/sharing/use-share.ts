import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ShareUse } from '../records/share-record.ts';
import { type OpenShare, openShare, type SharedFile } from './open-share.ts';
import { passSeconds } from './share-pass.ts';
import { checkSharePassword } from './share-password.ts';

/** A person's request to open a link. */
export interface ShareRequest {
  readonly password?: string | undefined;
  /** The file to fetch; absent to see what there is. */
  readonly fileId?: string | undefined;
  /** The key of the page whose button was pressed: pressed twice, it counts once. */
  readonly pageKey?: string | undefined;
  /** The kind of the client, in a few words. */
  readonly client: string;
  /** The client's address, for the limit of wrong passwords; it is not stored. */
  readonly address: string | undefined;
  /** True when the client has opened this link in the last half an hour. */
  readonly hasPass: (shareId: string) => boolean;
}

/** A link that a person has opened. */
export interface UsedShare {
  readonly opened: OpenShare;
  readonly file: SharedFile | undefined;
  /** The end of their pass, which begins with the counted use; absent for a person who has one. */
  readonly passUntil?: string;
}

/**
 * Opens a link for a person, and counts that use exactly once. It counts no use where there is nothing to fetch yet, and
 * none for a person who has opened it before, for the time of a pass.
 */
export async function useShare(
  ports: Ports,
  forms: Forms,
  secret: string,
  request: ShareRequest,
): Promise<UsedShare | Problem> {
  const opened = await openShare(ports, forms, secret);
  if (!opened) return shareNotFound();
  const { share, end, files } = opened;
  const hasPass = request.hasPass(share.id);
  const wrong = hasPass ? undefined : await checkSharePassword(ports, share, request.password, request.address);
  if (wrong) return wrong;
  const isProven = hasPass || share.passwordHash !== undefined;
  if (end === 'expired') return isProven ? new Problem('gone', 'share-expired') : shareNotFound();
  const file = findSharedFile(opened, request.fileId);
  if (file instanceof Problem) return file;
  const closed = file ? [file] : files;
  if (closed.every(({ gate }) => !gate.isOpen)) return closedProblem(closed);
  if (hasPass) return { opened, file };
  const passUntil = await count(ports, opened, request);
  if (passUntil === undefined) return isProven ? new Problem('gone', 'share-used-up') : shareNotFound();
  return { opened, file, passUntil };
}

/** Returns the file of a link with this id, or the only one. `undefined` for several without an id. */
export function findSharedFile({ files }: OpenShare, id: string | undefined): SharedFile | Problem | undefined {
  if (id === undefined) return files.length === 1 ? files[0] : undefined;
  return files.find(({ file }) => file.id === id) ?? new Problem('not-found', 'no-such-file');
}

/** Returns the problem of a link that leads nowhere: the same for every reason. */
export function shareNotFound(): Problem {
  return new Problem('not-found', 'no-such-share');
}

/** Returns the problem of files that people may not fetch, at least not yet. */
export function closedProblem(files: readonly SharedFile[]): Problem {
  if (files.some(({ gate }) => gate.state === 'waiting'))
    return new Problem('not-there-yet', 'share-file-waiting', { retryAfterSeconds: 30 });
  const isInfected = files.every(({ gate }) => gate.state === 'infected');
  return new Problem('not-there-yet', isInfected ? 'share-file-infected' : 'share-file-unchecked');
}

function count({ records, clock }: Ports, { share, bounds }: OpenShare, { fileId, pageKey, client }: ShareRequest) {
  const now = clock();
  const use: ShareUse = { at: now.toISOString(), ...(fileId !== undefined && { fileId }), client };
  const until = new Date(now.getTime() + passSeconds * 1000).toISOString();
  return records.shares.use(share, { ...use, maxUses: bounds.maxUses, until, pageKey });
}
