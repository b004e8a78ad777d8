import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorsRule } from '../buckets/cors-rule.ts';
import type { LifecycleRule } from '../buckets/lifecycle-rule.ts';
import { writeAtomically } from './atomic-file.ts';
import { Blobs } from './blobs.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { Objects } from './objects.ts';
import { Uploads } from './uploads.ts';

/** The settings of a bucket. */
export interface BucketSettings {
  /** The moment of creation in ISO 8601. */
  readonly createdAt: string;
  readonly cors?: readonly CorsRule[];
  readonly lifecycle?: readonly LifecycleRule[];
  /** True when the bucket was made with the ACL `private`: then its objects may be sent with this ACL too. */
  readonly takesPrivateAcl?: true;
}

const settingsFile = 'bucket.json';

/** A bucket: a folder with its settings, records, uploads and blobs. */
export class Bucket {
  readonly name: string;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly blobs: Blobs;
  readonly #folder: string;
  readonly #turns = new KeyedMutex();
  #settings: BucketSettings;

  private constructor(name: string, folder: string, settings: BucketSettings) {
    this.name = name;
    this.#folder = folder;
    this.#settings = settings;
    this.blobs = new Blobs(join(folder, 'blobs'));
    this.objects = new Objects(join(folder, 'objects'), this.blobs);
    this.uploads = new Uploads(join(folder, 'uploads'), this.blobs);
  }

  /** Makes a new, empty bucket. */
  static async create(name: string, folder: string, settings: BucketSettings): Promise<Bucket> {
    await mkdir(folder, { recursive: true });
    const bucket = new Bucket(name, folder, settings);
    await bucket.#open();
    await bucket.change(() => settings);
    return bucket;
  }

  /** Opens a bucket that is on disk; returns undefined when a crash came while it was made. */
  static async restore(name: string, folder: string): Promise<Bucket | undefined> {
    const text = await readFile(join(folder, settingsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    // Written by `change` below, from such settings.
    const bucket = new Bucket(name, folder, JSON.parse(text) as BucketSettings);
    await bucket.#open();
    return bucket;
  }

  get settings(): BucketSettings {
    return this.#settings;
  }

  /** Changes settings, one change after the other. */
  change(decide: (current: BucketSettings) => BucketSettings): Promise<void> {
    return this.#turns.run(settingsFile, async () => {
      const next = decide(this.#settings);
      await writeAtomically(join(this.#folder, settingsFile), JSON.stringify(next));
      this.#settings = next;
    });
  }

  async #open(): Promise<void> {
    await this.objects.open();
    const ofObjects = new Set(this.objects.keys.flatMap((key) => this.objects.get(key).slices.map(({ id }) => id)));
    await this.uploads.open(ofObjects);
    const ofParts = this.uploads.all.flatMap(({ parts }) =>
      [...parts.values()].flatMap(({ slices }) => slices.map(({ id }) => id)),
    );
    await this.blobs.open(new Set([...ofObjects, ...ofParts]));
  }
}
