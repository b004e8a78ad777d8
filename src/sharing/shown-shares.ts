import type { User } from '../accounts/users/user.ts';
import type { Ports } from '../ports.ts';
import { type ListedShare, listUses } from './own-shares.ts';

/** The uses of a link that a list tells. */
const maxUsesShown = 20;

/**
 * Returns links as lists show them, each with its latest uses.
 * @param hasSource true in a list of links to several submissions
 */
export function shownShares(ports: Ports, reader: User, shares: readonly ListedShare[], { hasSource = false } = {}) {
  return Promise.all(
    shares.map(async ({ share, bounds, end, filename, files, reference }) => {
      const { id, submissionId, maker, uses, lastUsedAt, revokedAt, passwordHash } = share;
      const latest = uses === 0 ? undefined : await listUses(ports, share, { limit: maxUsesShown });
      const nameOf = (fileId: string | undefined) => files?.find((file) => file.id === fileId)?.filename;
      return {
        ...{ id, filename, uses, lastUsedAt, revokedAt, maxUses: bounds.maxUses },
        files: share.fileId === undefined ? (files?.length ?? 0) : 1,
        state: end ?? ('works' as const),
        maker: maker.id === reader.id ? undefined : maker.username,
        hasPassword: passwordHash !== undefined,
        expiresAt: bounds.expiresAt,
        latestUses: (latest?.uses ?? []).map(({ at, client, fileId }) => ({ at, client, filename: nameOf(fileId) })),
        hasOlderUses: latest !== undefined && latest.next !== null,
        ...(hasSource && {
          source: { path: `/submissions/${submissionId}/shares`, reference: reference ?? share.form },
        }),
      };
    }),
  );
}
