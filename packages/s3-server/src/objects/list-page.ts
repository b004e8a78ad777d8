import { owner } from '../owner.ts';
import type { Bucket } from '../storage/bucket.ts';
import { compareKeys, positionOf } from '../storage/key-order.ts';
import type { ObjectRecord } from '../storage/record.ts';
import type { XmlNode } from '../xml/write.ts';

/** The requested part of the keys. */
export interface PageQuery {
  readonly prefix: string;
  /** The delimiter; empty for none. */
  readonly delimiter: string;
  /** The marker: only keys and common prefixes behind it are listed. */
  readonly after: string;
  readonly maxKeys: number;
}

/** Keys and common prefixes in order. The next page goes on behind `last`, which is undefined on the last page. */
export interface Page {
  readonly entries: readonly { readonly key: string; readonly isPrefix: boolean }[];
  readonly last: string | undefined;
}

/** Cuts a page out of sorted keys. Keys that have the delimiter behind the prefix are rolled up into one entry. */
export function listPage(sorted: readonly string[], { prefix, delimiter, after, maxKeys }: PageQuery): Page {
  const entries: { key: string; isPrefix: boolean }[] = [];
  for (let at = positionOf(sorted, compareKeys(prefix, after) > 0 ? prefix : after); at < sorted.length; at += 1) {
    const key = sorted[at] ?? '';
    if (!key.startsWith(prefix)) break;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (compareKeys(entry, after) <= 0 || entry === entries.at(-1)?.key) continue;
    if (entries.length === maxKeys) return { entries, last: entries.at(-1)?.key };
    entries.push({ key: entry, isPrefix: cut >= 0 });
  }
  return { entries, last: undefined };
}

/** Returns a page as both versions of ListObjects write it: objects and common prefixes, in one order. */
export function pageNodes(
  { objects }: Bucket,
  { entries }: Page,
  { encode, showsOwner }: { encode: (key: string) => string; showsOwner: boolean },
): readonly XmlNode[] {
  return entries.map(
    ({ key, isPrefix }): XmlNode =>
      isPrefix ? ['CommonPrefixes', [['Prefix', encode(key)]]] : contents(objects.get(key), encode(key), showsOwner),
  );
}

function contents(record: ObjectRecord, key: string, showsOwner: boolean): XmlNode {
  return [
    'Contents',
    [
      ['Key', key],
      ['LastModified', record.modifiedAt],
      ['ETag', `"${record.etag}"`],
      ['ChecksumAlgorithm', record.checksum?.algorithm],
      ['ChecksumType', record.checksum?.type],
      ['Size', record.size],
      ['StorageClass', 'STANDARD'],
      ['Owner', showsOwner ? owner : undefined],
    ],
  ];
}
