import type { SQLOutputValue } from 'node:sqlite';
import type { Key } from '../tables/key.ts';
import type { TableSchema } from '../tables/table-schema.ts';
import { type AttributeMap, attributeOf } from '../values/attribute-value.ts';
import type { Database } from './database.ts';
import { StoredItem } from './stored-item.ts';

/** The range keys that a query covers, and where it begins. */
export interface KeyRange {
  readonly hash: Uint8Array;
  /** The smallest range key. */
  readonly from?: Uint8Array;
  /** The greatest range key. */
  readonly to?: Uint8Array;
  readonly excludesFrom?: boolean;
  readonly excludesTo?: boolean;
  readonly isBackward: boolean;
}

/** Expired items of more than this age stay. */
const fiveYearsSeconds = 5 * 365 * 24 * 3600;
const latestSecond = Number.MAX_SAFE_INTEGER;

/**
 * The items of one table, in one table of SQLite. Keys are bytes in the order of DynamoDB; an item is the JSON of its
 * attributes.
 */
export class StoredTable {
  readonly #database: Database;
  readonly #sqlName: string;
  schema: TableSchema;

  constructor(database: Database, id: number, schema: TableSchema) {
    this.#database = database;
    this.#sqlName = `items_${id}`;
    this.schema = schema;
  }

  create(): void {
    this.#database.define(
      `CREATE TABLE ${this.#sqlName} (
         hash BLOB NOT NULL, range BLOB NOT NULL, item TEXT NOT NULL, bytes INTEGER NOT NULL, ttl INTEGER,
         PRIMARY KEY (hash, range)
       ) WITHOUT ROWID;
       CREATE INDEX ${this.#sqlName}_ttl ON ${this.#sqlName} (ttl) WHERE ttl IS NOT NULL`,
    );
  }

  drop(): void {
    this.#database.define(`DROP TABLE ${this.#sqlName}`);
  }

  get({ hash, range }: Key): StoredItem | undefined {
    const row = this.#database
      .prepare(`SELECT item, bytes FROM ${this.#sqlName} WHERE hash = ? AND range = ?`)
      .get(hash, range);
    return row && readRow(row);
  }

  put({ hash, range }: Key, { text, item, bytes }: StoredItem): void {
    this.#database
      .prepareWrite(`INSERT OR REPLACE INTO ${this.#sqlName} (hash, range, item, bytes, ttl) VALUES (?, ?, ?, ?, ?)`)
      .run(hash, range, text, bytes, this.#ttlOf(item));
  }

  delete({ hash, range }: Key): void {
    this.#database.prepareWrite(`DELETE FROM ${this.#sqlName} WHERE hash = ? AND range = ?`).run(hash, range);
  }

  /** Yields the items of one hash key, in the order of their range keys. */
  *query({ hash, from, to, excludesFrom, excludesTo, isBackward }: KeyRange): Generator<StoredItem, void, undefined> {
    const sql =
      `SELECT item, bytes FROM ${this.#sqlName} WHERE hash = ?` +
      (from ? ` AND range >${excludesFrom ? '' : '='} ?` : '') +
      (to ? ` AND range <${excludesTo ? '' : '='} ?` : '') +
      ` ORDER BY range ${isBackward ? 'DESC' : 'ASC'}`;
    for (const row of this.#database.prepare(sql).iterate(hash, ...(from ? [from] : []), ...(to ? [to] : [])))
      yield readRow(row);
  }

  /** Yields the items after a key, in the order of hash and range keys. */
  *scan(after?: Key): Generator<StoredItem, void, undefined> {
    const sql = `SELECT item, bytes FROM ${this.#sqlName}`;
    const rows = after
      ? this.#database
          .prepare(`${sql} WHERE (hash, range) > (?, ?) ORDER BY hash, range`)
          .iterate(after.hash, after.range)
      : this.#database.prepare(`${sql} ORDER BY hash, range`).iterate();
    for (const row of rows) yield readRow(row);
  }

  /** Returns the number of items and their bytes. */
  measure(): { readonly count: number; readonly bytes: number } {
    const row = this.#database
      .prepare(`SELECT count(*) AS count, ifnull(sum(bytes), 0) AS bytes FROM ${this.#sqlName}`)
      .get();
    return { count: Number(row?.count), bytes: Number(row?.bytes) };
  }

  /** Reads the time to live of all items anew, after the attribute changed. */
  indexTtl(): void {
    const write = this.#database.prepareWrite(`UPDATE ${this.#sqlName} SET ttl = ? WHERE hash = ? AND range = ?`);
    this.#database.prepareWrite(`UPDATE ${this.#sqlName} SET ttl = NULL WHERE ttl IS NOT NULL`).run();
    if (this.schema.ttlAttribute === undefined) return;
    // A page at a time, as rows are written while they are read.
    const select = this.#database.prepare(
      `SELECT hash, range, item FROM ${this.#sqlName} WHERE (hash, range) > (?, ?) ORDER BY hash, range LIMIT 1000`,
    );
    let page: readonly Record<string, SQLOutputValue>[];
    let after: readonly [Uint8Array, Uint8Array] = [Buffer.alloc(0), Buffer.alloc(0)];
    do {
      page = select.all(...after);
      for (const { hash, range, item } of page) {
        after = [hash as Uint8Array, range as Uint8Array]; // columns of blobs
        const ttl = this.#ttlOf(JSON.parse(String(item)));
        if (ttl !== null) write.run(ttl, ...after);
      }
    } while (page.length > 0);
  }

  /**
   * Deletes up to `limit` items that expired before `nowSeconds`.
   *
   * @returns the number of deleted items
   */
  deleteExpired(nowSeconds: number, limit: number): number {
    const expired = `SELECT hash, range FROM ${this.#sqlName} WHERE ttl < ? AND ttl > ? LIMIT ?`;
    const bounds = [nowSeconds, nowSeconds - fiveYearsSeconds] as const;
    if (this.#database.prepare(expired).get(...bounds, 1) === undefined) return 0;
    const { changes } = this.#database
      .prepareWrite(`DELETE FROM ${this.#sqlName} WHERE (hash, range) IN (${expired})`)
      .run(...bounds, limit);
    return Number(changes);
  }

  #ttlOf(item: AttributeMap): number | null {
    const { ttlAttribute } = this.schema;
    const value = ttlAttribute === undefined ? undefined : attributeOf(item, ttlAttribute);
    if (value === undefined || !('N' in value)) return null;
    const seconds = Math.floor(Number(value.N));
    return Math.abs(seconds) <= latestSecond ? seconds : null;
  }
}

function readRow({ item, bytes }: Record<string, unknown>): StoredItem {
  return new StoredItem(String(item), Number(bytes));
}
