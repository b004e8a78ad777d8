import type { TableSchema } from '../tables/table-schema.ts';
import { Database, type Durability } from './database.ts';
import { StoredTable } from './stored-table.ts';

/** The seconds for which the token of a transaction is remembered. */
const tokenSeconds = 600;

/** All tables of a file, and the tokens of recent transactions. */
export class TableStorage {
  readonly #database: Database;
  #tables = new Map<string, StoredTable>();

  /** @throws Error when the file cannot be opened, is in use, or is another program's */
  constructor(file?: string, survives: Durability = 'kill') {
    this.#database = new Database(file, survives);
    this.#database.define(
      `CREATE TABLE IF NOT EXISTS tables (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, schema TEXT NOT NULL);
       CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, digest TEXT NOT NULL, second INTEGER NOT NULL) WITHOUT ROWID`,
    );
    this.#database.commit();
    this.#readTables();
  }

  find(name: string): StoredTable | undefined {
    return this.#tables.get(name);
  }

  /** All tables, sorted by their names. */
  get tables(): readonly StoredTable[] {
    return [...this.#tables.values()].sort((one, other) => (one.schema.name < other.schema.name ? -1 : 1));
  }

  create(schema: TableSchema): StoredTable {
    const { lastInsertRowid } = this.#database
      .prepareWrite('INSERT INTO tables (name, schema) VALUES (?, ?)')
      .run(schema.name, JSON.stringify(schema));
    const table = new StoredTable(this.#database, Number(lastInsertRowid), schema);
    table.create();
    this.#tables.set(schema.name, table);
    return table;
  }

  change(table: StoredTable, schema: TableSchema): void {
    this.#database
      .prepareWrite('UPDATE tables SET schema = ? WHERE name = ?')
      .run(JSON.stringify(schema), table.schema.name);
    table.schema = schema;
  }

  drop(table: StoredTable): void {
    table.drop();
    this.#database.prepareWrite('DELETE FROM tables WHERE name = ?').run(table.schema.name);
    this.#tables.delete(table.schema.name);
  }

  /** Returns the digest of the transaction that a token stands for, if it is recent. */
  findToken(token: string, nowSeconds: number): string | undefined {
    const row = this.#database
      .prepare('SELECT digest FROM tokens WHERE token = ? AND second > ?')
      .get(token, nowSeconds - tokenSeconds);
    return row && String(row.digest);
  }

  keepToken(token: string, digest: string, nowSeconds: number): void {
    this.#database
      .prepareWrite('INSERT OR REPLACE INTO tokens (token, digest, second) VALUES (?, ?, ?)')
      .run(token, digest, nowSeconds);
  }

  /** Forgets the tokens whose time is over. */
  dropOldTokens(nowSeconds: number): void {
    this.#database.prepareWrite('DELETE FROM tokens WHERE second <= ?').run(nowSeconds - tokenSeconds);
  }

  commit(): void {
    this.#database.commit();
  }

  rollback(): void {
    this.#database.rollback();
    this.#readTables();
  }

  close(): void {
    this.#database.close();
  }

  #readTables(): void {
    const rows = this.#database.prepare('SELECT id, schema FROM tables').all();
    const tables = rows.map(
      ({ id, schema }) => new StoredTable(this.#database, Number(id), JSON.parse(String(schema))),
    );
    this.#tables = new Map(tables.map((table) => [table.schema.name, table]));
  }
}
