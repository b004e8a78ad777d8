import type { ShareTerms } from '../forms/share-terms.ts';
import type { ShareRecord } from '../records/share-record.ts';
import { dayMs } from '../values/duration.ts';

/** Why a link no longer works. `blocked`: its maker may no longer see or share the files. */
export type ShareEnd = 'revoked' | 'expired' | 'used-up' | 'blocked';

/** The bounds of a link by the terms of now, which may have become narrower. */
export interface ShareBounds {
  readonly expiresAt: string;
  readonly maxUses: number | undefined;
}

/** Returns the bounds of a link: its own, or those of the form where these are narrower. */
export function boundsOf({ createdAt, expiresAt, maxUses }: ShareRecord, terms: ShareTerms): ShareBounds {
  const lastDay = new Date(Date.parse(createdAt) + terms.maxDays * dayMs).toISOString();
  const most = Math.min(maxUses ?? Infinity, terms.maxDownloads ?? Infinity);
  return { expiresAt: expiresAt < lastDay ? expiresAt : lastDay, maxUses: Number.isFinite(most) ? most : undefined };
}

/**
 * Returns why a link no longer works; `undefined` while it does.
 * @param terms the terms for its maker, absent when they may no longer share the files
 */
export function endOf(share: ShareRecord, terms: ShareTerms | undefined, now: Date): ShareEnd | undefined {
  if (share.revokedAt !== undefined) return 'revoked';
  if (!terms || (terms.needsPassword && share.passwordHash === undefined)) return 'blocked';
  const { expiresAt, maxUses = Infinity } = boundsOf(share, terms);
  if (expiresAt <= now.toISOString()) return 'expired';
  return share.uses >= maxUses ? 'used-up' : undefined;
}
