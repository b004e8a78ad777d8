import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../s3-error.ts';
import { unfinishedSuffix, writeAtomically } from './atomic-file.ts';
import type { Blobs } from './blobs.ts';
import { compareKeys, positionOf } from './key-order.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import type { ObjectRecord } from './record.ts';
import { parseObjectRecord } from './stored-record.ts';

/**
 * The objects of a bucket. Records are files, named by the hash of their key, and are held in memory to be found and
 * listed.
 */
export class Objects {
  readonly #folder: string;
  readonly #blobs: Blobs;
  readonly #records = new Map<string, ObjectRecord>();
  readonly #turns = new KeyedMutex();
  #keys: string[] = [];
  #closed = false;

  constructor(folder: string, blobs: Blobs) {
    this.#folder = folder;
    this.#blobs = blobs;
  }

  /** Reads the records on disk. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.endsWith(unfinishedSuffix)) {
        await rm(path);
      } else {
        // Not asynchronous: nothing is served yet, and many small files come several times as fast.
        const record = parseObjectRecord(readFileSync(path, 'utf8'));
        this.#records.set(record.key, record);
      }
    }
    this.#keys = [...this.#records.keys()].sort(compareKeys);
  }

  /** Returns all keys in the order of S3's lists. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  find(key: string): ObjectRecord | undefined {
    return this.#records.get(key);
  }

  /**
   * Returns the record of a key.
   *
   * @throws S3Error NoSuchKey
   */
  get(key: string): ObjectRecord {
    const record = this.find(key);
    if (!record) throw new S3Error('NoSuchKey', undefined, { Key: key });
    return record;
  }

  /**
   * Changes an object: `decide` gets the current record and returns the next one (undefined: none), or throws.
   *
   * There is no other way to change one. Changes of one key happen one after the other, so a condition that `decide`
   * has found true is still true when its decision is kept.
   */
  change(key: string, decide: (current: ObjectRecord | undefined) => ObjectRecord | undefined): Promise<void> {
    return this.#turns.run(key, async () => {
      if (this.#closed) throw new S3Error('NoSuchBucket');
      const current = this.find(key);
      const next = decide(current);
      if (next === current) return;
      await this.#keep(key, next);
      const kept = new Set(next?.slices.map(({ id }) => id));
      await this.#blobs.remove(current?.slices.filter(({ id }) => !kept.has(id)) ?? []);
    });
  }

  /** Closes the bucket when it is empty. Returns true from then on, and false while there are objects. */
  closeIfEmpty(): boolean {
    this.#closed ||= this.#records.size === 0 && !this.#turns.busy;
    return this.#closed;
  }

  async #keep(key: string, record: ObjectRecord | undefined): Promise<void> {
    const path = join(this.#folder, `${createHash('sha256').update(key).digest('hex')}.json`);
    const known = this.#records.has(key);
    if (record) {
      await writeAtomically(path, JSON.stringify(record));
      this.#records.set(key, record);
      if (!known) this.#keys.splice(positionOf(this.#keys, key), 0, key);
    } else {
      await rm(path, { force: true });
      this.#records.delete(key);
      this.#keys.splice(positionOf(this.#keys, key), known ? 1 : 0);
    }
  }
}
