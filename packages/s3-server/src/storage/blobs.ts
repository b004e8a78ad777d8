import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isFullObjectAlgorithm, startDigest } from '../checksums/algorithm.ts';
import type { DigestName, Digests } from '../payload/payload.ts';
import type { KnownCrcs, Slice } from './slice.ts';
import { writeBlocks } from './write-blocks.ts';

/** A new blob as a whole, without a record yet, and the digests of its bytes. */
export interface StagedBlob {
  readonly slice: Slice;
  readonly digests: Digests;
}

/** Returns a digest that `stage` was asked for. */
export function digestOf({ digests }: StagedBlob, name: DigestName): Buffer {
  const digest = digests.get(name);
  if (!digest)
    throw new Error(`The ${name} of these bytes was not computed: it must be asked for when they are staged.`);
  return digest;
}

const blockBytes = 1024 ** 2;

/** The files of a bucket that hold bytes. They never change; they come and go. */
export class Blobs {
  readonly #folder: string;
  readonly #makeLink: typeof link;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  /** Takes the folder and, for tests, a file system's way to make a hard link. */
  constructor(folder: string, makeLink = link) {
    this.#folder = folder;
    this.#makeLink = makeLink;
  }

  /** Makes the folder, and removes files without a record, which a crash has left. */
  async open(referredTo: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const orphans = (await readdir(this.#folder)).filter((id) => !referredTo.has(id));
    for (const id of orphans) await rm(this.#path(id));
  }

  /**
   * Writes bytes as they come, hashes them on the way and makes them durable. They are invisible until a record refers
   * to them.
   */
  async stage(bytes: AsyncIterable<Buffer>, names: Iterable<DigestName>): Promise<StagedBlob> {
    const running = [...new Set(names)].map((name) => [name, startDigest(name)] as const);
    const id = randomUUID();
    const file = await open(this.#path(id), 'wx');
    try {
      const size = await writeBlocks(file, bytes, (chunk) => {
        for (const [, digest] of running) digest.update(chunk);
      });
      await file.datasync();
      await file.close();
      const digests = new Map(running.map(([name, digest]) => [name, digest.digest()]));
      return { slice: { id, start: 0, size, crcs: crcsAmong(digests) }, digests };
    } catch (error) {
      await file.close().catch(() => undefined);
      await this.remove([{ id }]);
      throw error;
    }
  }

  /**
   * Takes over slices of a bucket under new names. They are hard links, which cost nothing and outlive their source;
   * where the file system makes none, the bytes are copied.
   */
  async take(from: Blobs, slices: readonly Slice[]): Promise<readonly Slice[]> {
    const taken: Slice[] = [];
    try {
      for (const slice of slices) taken.push(await this.#takeOne(from, slice)); // one at a time: there may be 10,000
      return taken;
    } catch (error) {
      await this.remove(taken);
      throw error;
    }
  }

  /** Keeps the slices readable until the returned function is called, even when they are removed meanwhile. */
  hold(slices: readonly Slice[]): () => Promise<void> {
    for (const { id } of slices) this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1);
    return async () => {
      for (const { id } of slices) {
        const readers = (this.#readers.get(id) ?? 1) - 1;
        if (readers > 0) this.#readers.set(id, readers);
        else this.#readers.delete(id);
      }
      await this.remove(slices.filter(({ id }) => this.#doomed.has(id) && !this.#readers.has(id)));
    };
  }

  /** Yields the bytes of the joined slices. */
  async *read(slices: readonly Slice[]): AsyncGenerator<Buffer, void, undefined> {
    for (const { id, start, size } of slices) {
      const range = { start, end: start + size - 1, highWaterMark: blockBytes };
      if (size > 0) yield* createReadStream(this.#path(id), range);
    }
  }

  /** Deletes the files; a file with readers is deleted after its last one. */
  async remove(slices: readonly Pick<Slice, 'id'>[]): Promise<void> {
    for (const { id } of slices) {
      if (this.#readers.has(id)) {
        this.#doomed.add(id);
      } else {
        this.#doomed.delete(id);
        await rm(this.#path(id), { force: true });
      }
    }
  }

  async #takeOne(from: Blobs, slice: Slice): Promise<Slice> {
    const id = randomUUID();
    try {
      await this.#makeLink(from.#path(slice.id), this.#path(id));
      return { ...slice, id };
    } catch {
      // Another disk, one without hard links (FAT), or the most that a file can have (65,000 on ext4).
      const copy = await this.stage(from.read([slice]), []);
      return { ...copy.slice, crcs: slice.crcs };
    }
  }

  #path(id: string): string {
    return join(this.#folder, id);
  }
}

function crcsAmong(digests: Digests): KnownCrcs {
  const crcs = [...digests].filter(([name]) => name !== 'MD5' && isFullObjectAlgorithm(name));
  return Object.fromEntries(crcs.map(([name, digest]) => [name, digest.toString('base64')]));
}
