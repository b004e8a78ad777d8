import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../s3-error.ts';
import { Bucket, type BucketSettings } from './bucket.ts';
import { KeyedMutex } from './keyed-mutex.ts';

/** All buckets below one folder. */
export class Buckets {
  readonly #folder: string;
  readonly #buckets = new Map<string, Bucket>();
  readonly #turns = new KeyedMutex();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the buckets on disk, and removes others that a crash has left unfinished. */
  static async open(folder: string): Promise<Buckets> {
    const buckets = new Buckets(folder);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const bucket = await Bucket.restore(name, join(folder, name));
      if (bucket) buckets.#buckets.set(name, bucket);
      else await rm(join(folder, name), { recursive: true });
    }
    return buckets;
  }

  get all(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /**
   * Returns the bucket of this name.
   *
   * @throws S3Error NoSuchBucket
   */
  get(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: name });
    return bucket;
  }

  /**
   * Makes a bucket; returns false when it exists already.
   *
   * @throws S3Error InvalidBucketName
   */
  create(name: string, settings: BucketSettings): Promise<boolean> {
    if (!isBucketName(name)) throw new S3Error('InvalidBucketName', undefined, { BucketName: name });
    return this.#turns.run(name, async () => {
      if (this.#buckets.has(name)) return false;
      this.#buckets.set(name, await Bucket.create(name, join(this.#folder, name), settings));
      return true;
    });
  }

  /** Deletes an empty bucket, and its unfinished uploads with it. @throws S3Error NoSuchBucket, BucketNotEmpty */
  delete(name: string): Promise<void> {
    return this.#turns.run(name, async () => {
      if (!this.get(name).objects.closeIfEmpty()) throw new S3Error('BucketNotEmpty', undefined, { BucketName: name });
      this.#buckets.delete(name);
      await rm(join(this.#folder, name), { recursive: true });
    });
  }
}

/**
 * True for a bucket name: lower-case letters, digits, hyphens and single dots, so also safe as the name of a folder.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !/^\d+\.\d+\.\d+\.\d+$/.test(name);
}
