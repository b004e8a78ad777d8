import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** Marks the files of this server ("SlTb"). */
const applicationId = 0x536c5462;
const lockWaitMs = 2000;
const cacheKibibytes = 16 * 1024;

/**
 * What committed writes outlive: the end of the process, by `kill -9` too, or also the end of the machine's power, for
 * which each commit waits for the disk. A power cut never takes a part of a commit.
 */
export type Durability = 'kill' | 'power-cut';

/** One SQLite file. Writes wait in a transaction until `commit`. */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isWriting = false;

  /**
   * Opens the file, or makes it.
   *
   * @param file absent for memory
   * @throws Error when the file cannot be opened, is in use, or is another program's
   */
  constructor(file: string | undefined, survives: Durability) {
    this.#connection = new DatabaseSync(file ?? ':memory:');
    try {
      // One process alone writes: a second one is refused, and no shared memory is needed. One that was killed just now
      // may take a moment to go.
      this.#connection.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = ${lockWaitMs}`);
      this.#claim();
      this.#connection.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${survives === 'kill' ? 'NORMAL' : 'FULL'}; PRAGMA cache_size = -${cacheKibibytes}`,
      );
    } catch (error) {
      this.#connection.close();
      // SQLite says what is wrong, and not with which file.
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${file} cannot be opened: ${reason}.`, { cause: error });
    }
  }

  /** Returns the statement of a text, prepared once. */
  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Returns the statement of a write, after the start of a transaction where none is open. */
  prepareWrite(sql: string): StatementSync {
    this.#begin();
    return this.prepare(sql);
  }

  /** Changes the tables of SQLite, in the open transaction. */
  define(sql: string): void {
    this.#begin();
    // Statements of a table that goes would keep it locked.
    this.#statements.clear();
    this.#connection.exec(sql);
  }

  commit(): void {
    if (this.#isWriting) this.prepare('COMMIT').run();
    this.#isWriting = false;
  }

  rollback(): void {
    if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
    this.#isWriting = false;
  }

  close(): void {
    this.rollback();
    this.#statements.clear();
    this.#connection.close();
  }

  #begin(): void {
    if (!this.#isWriting) this.prepare('BEGIN IMMEDIATE').run();
    this.#isWriting = true;
  }

  #claim(): void {
    const owner = this.#connection.prepare('PRAGMA application_id').get()?.application_id;
    if (owner === applicationId) return;
    const tables = this.#connection.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.count;
    if (owner !== 0 || tables !== 0) throw new Error('it is a database of another program');
    this.#connection.exec(`PRAGMA application_id = ${applicationId}`);
  }
}
