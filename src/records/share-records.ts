import { daySeconds } from '../values/duration.ts';
import { newId } from '../values/id.ts';
import { getItems } from './batch-get.ts';
import { removeItems } from './batch-write.ts';
import { ConditionNotMet, whenConditionHolds } from './condition.ts';
import { type Condition, getItem, type ItemKey, isNew, ttlAt, type Write, writeTogether } from './item.ts';
import { type Page, queryItems, queryPages } from './query.ts';
import type { ShareRecord, ShareUse } from './share-record.ts';
import { submissionKey } from './submission-lists.ts';
import type { Table } from './table.ts';

/** The days for which an ended link stays in lists, with its uses. */
const keptDays = 30;

/** The place of the write that marks a page as used, in the transaction of a use. */
const pageMarkAt = 2;

/** A use of a link that is to be counted. */
export interface NewShareUse extends ShareUse {
  /** The most uses by the terms of now. */
  readonly maxUses: number | undefined;
  /** The time until which the person may come back. */
  readonly until: string;
  /** The key of the page with the button: pressed twice until then, it counts once. */
  readonly pageKey?: string | undefined;
}

/** The mark of a page that has counted. */
interface PageMark {
  readonly until: string;
}

type ListItem = ItemKey & Pick<ShareRecord, 'id'>;

/**
 * Stores links to share by the hash of their secret, and lists them by submission and by maker.
 *
 * | pk              | sk              | item                                                            |
 * |-----------------|-----------------|-----------------------------------------------------------------|
 * | `SHARE#hash`    | `SHARE`         | a link                                                          |
 * | `SHARE#hash`    | `USE#time#id`   | a use of it                                                     |
 * | `SHARE#hash`    | `PAGE#key`      | marks a page of the link as used, so that it counts once        |
 * | `SUBMISSION#id` | `SHARE#time#hash` | the links of a submission, newest first when read backwards   |
 * | `USER#id`       | `SHARE#time#hash` | the links of their maker                                      |
 * | `USER#id`       | `SHAREFORM#key` | marks the form with this key as used for a link, for a day      |
 */
export function createShareRecords(table: Table) {
  const findAll = async (items: readonly ListItem[]) => {
    const found = await getItems<ShareRecord>(
      table,
      items.map(({ id }) => shareKey(id)),
    );
    return found.filter((share) => share !== undefined);
  };

  return {
    find: (id: string) => getItem<ShareRecord>(table, shareKey(id)),

    /** True when the form of a user with this key has made a link. */
    isFormUsed: async (userId: string, key: string): Promise<boolean> =>
      (await getItem(table, formKey(userId, key))) !== undefined,

    /** Lists all links of a submission, newest first, those that have ended in the last days too. */
    async listOfSubmission(submissionId: string): Promise<ShareRecord[]> {
      const shares: ShareRecord[] = [];
      const query = { pk: submissionKey(submissionId).pk, prefix: 'SHARE#', limit: 100 };
      for await (const items of queryPages<ListItem>(table, query)) shares.push(...(await findAll(items)));
      return shares;
    },

    /** Lists the links of their maker, newest first, those that have ended in the last days too. */
    async listOfMaker(userId: string, limit: number, after?: string): Promise<Page<ShareRecord>> {
      const query = { pk: `USER#${userId}`, prefix: 'SHARE#', limit, after };
      const { items, next } = await queryItems<ListItem>(table, query);
      return { items: await findAll(items), next };
    },

    /** Lists the uses of a link, newest first. */
    listUses: (id: string, limit: number, after?: string): Promise<Page<ShareUse & ItemKey>> =>
      queryItems(table, { pk: shareKey(id).pk, prefix: 'USE#', limit, after }),

    /**
     * Counts a use of a link, exactly: as many as it allows, however many come at once.
     * @returns the time until which the person may come back: that of the first press, when the page has counted before;
     *   `undefined` when the link has ended
     */
    async use(share: ShareRecord, { maxUses, until, pageKey, ...use }: NewShareUse): Promise<string | undefined> {
      const ttl = ttlOf(share);
      const writes: Write[] = [
        {
          update: shareKey(share.id),
          set: { lastUsedAt: use.at },
          add: { uses: 1 },
          onlyIf: isAlive(use.at, maxUses),
        },
        { put: { ...shareKey(share.id), sk: `USE#${use.at}#${newId()}`, ...use, ttl } },
        ...(pageKey === undefined ? [] : [markOf(share, pageKey, { until, now: use.at })]),
      ];
      try {
        // A call that is sent again after a lost answer counts once: the SDK gives each transaction a token.
        await writeTogether(table, writes);
        return until;
      } catch (error) {
        if (!(error instanceof ConditionNotMet)) throw error;
        if (pageKey === undefined || !error.positions.includes(pageMarkAt)) return undefined;
        return (await getItem<PageMark>(table, pageKeyOf(share.id, pageKey)))?.until;
      }
    },

    /** Ends a link whose submission has no form any more; `false` for one that was ended before or is gone. */
    revoke: (id: string, revokedAt: string): Promise<boolean> =>
      whenConditionHolds(() => writeTogether(table, [revokeWrite(id, revokedAt)])),

    /** Removes all links of a deleted submission with their uses. */
    async removeOfSubmission(submissionId: string): Promise<void> {
      const query = { pk: submissionKey(submissionId).pk, prefix: 'SHARE#', limit: 100 };
      for await (const items of queryPages<ListItem>(table, query)) {
        for (const { id } of items) await removeShare(table, id);
        // Last: until then the next try finds what is left.
        await removeItems(table, items);
      }
    },
  };
}

/**
 * Returns the writes that add a link, unless its submission was deleted meanwhile.
 * @param idempotencyKey the key of a form, which makes one link at most
 */
export function shareWrites(share: ShareRecord, idempotencyKey?: string): Write[] {
  const item = { id: share.id, ttl: ttlOf(share) };
  return [
    { put: { ...shareKey(share.id), ...share, ttl: item.ttl }, onlyIf: isNew },
    { put: { ...listKeys(share).ofSubmission, ...item } },
    { put: { ...listKeys(share).ofMaker, ...item } },
    { check: submissionKey(share.submissionId), onlyIf: { expression: 'attribute_exists(#pk)' } },
    ...(idempotencyKey === undefined ? [] : [{ put: formMarkOf(share, idempotencyKey), onlyIf: isNew }]),
  ];
}

/** Returns the write that ends a link, once. */
export function revokeWrite(id: string, revokedAt: string): Write {
  const onlyIf = { expression: 'attribute_exists(#pk) AND attribute_not_exists(#revokedAt)' };
  return { update: shareKey(id), set: { revokedAt }, onlyIf };
}

/** Removes a link: its uses, its place in its maker's list, and itself. */
async function removeShare(table: Table, id: string): Promise<void> {
  const share = await getItem<ShareRecord>(table, shareKey(id));
  if (share) await removeItems(table, [listKeys(share).ofMaker]);
  const { pk } = shareKey(id);
  for (const prefix of ['USE#', 'PAGE#', 'SHARE'])
    for await (const items of queryPages<ItemKey>(table, { pk, prefix, limit: 100 })) await removeItems(table, items);
}

/** Returns the condition that a link may be used once more. */
function isAlive(now: string, maxUses: number | undefined): Condition {
  return {
    expression: [
      'attribute_exists(#pk) AND attribute_not_exists(#revokedAt) AND #expiresAt > :now',
      ...(maxUses === undefined ? [] : ['#uses < :maxUses']),
    ].join(' AND '),
    values: { now, ...(maxUses !== undefined && { maxUses }) },
  };
}

function markOf({ id }: ShareRecord, pageKey: string, { until, now }: PageMark & { readonly now: string }): Write {
  // The table removes an old mark late.
  const onlyIf = { expression: 'attribute_not_exists(#pk) OR #until < :now', values: { now } };
  return { put: { ...pageKeyOf(id, pageKey), until, ttl: ttlAt(until) }, onlyIf };
}

const formMarkOf = ({ maker, createdAt }: ShareRecord, key: string) => ({
  ...formKey(maker.id, key),
  ttl: ttlAt(createdAt) + daySeconds,
});

const ttlOf = ({ expiresAt }: ShareRecord) => ttlAt(expiresAt) + keptDays * daySeconds;
const formKey = (userId: string, key: string): ItemKey => ({ pk: `USER#${userId}`, sk: `SHAREFORM#${key}` });
const pageKeyOf = (id: string, key: string): ItemKey => ({ ...shareKey(id), sk: `PAGE#${key}` });
const shareKey = (id: string): ItemKey => ({ pk: `SHARE#${id}`, sk: 'SHARE' });

function listKeys({ id, submissionId, maker, createdAt }: ShareRecord) {
  const sk = `SHARE#${createdAt}#${id}`;
  return { ofSubmission: { pk: submissionKey(submissionId).pk, sk }, ofMaker: { pk: `USER#${maker.id}`, sk } };
}
