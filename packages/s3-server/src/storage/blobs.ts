import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startDigest } from '../checksums/algorithm.ts';
import type { DigestName, Digests } from '../payload/payload.ts';
import { writeBlocks } from './write-blocks.ts';

/**
 * A sequence of bytes on disk. An object is one or, after a multipart upload, a list of them: completing copies
 * nothing.
 */
export interface Blob {
  /** A random id of the server's own: nothing from outside ever becomes part of a path. */
  readonly id: string;
  readonly size: number;
}

/** A blob without a record yet, and the digests of its bytes. */
export interface StagedBlob {
  readonly blob: Blob;
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
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
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
    const digests = [...new Set(names)].map((name) => [name, startDigest(name)] as const);
    const id = randomUUID();
    const file = await open(this.#path(id), 'wx');
    try {
      const size = await writeBlocks(file, bytes, (chunk) => {
        for (const [, digest] of digests) digest.update(chunk);
      });
      await file.datasync();
      await file.close();
      return { blob: { id, size }, digests: new Map(digests.map(([name, digest]) => [name, digest.digest()])) };
    } catch (error) {
      await file.close().catch(() => undefined);
      await this.remove([{ id, size: 0 }]);
      throw error;
    }
  }

  /** Links the blobs of a bucket under new names. Hard links make a copy of 5 GB cost nothing. */
  async link(from: Blobs, blobs: readonly Blob[]): Promise<readonly Blob[]> {
    const links = blobs.map(({ size }) => ({ id: randomUUID(), size }));
    await Promise.all(links.map((copy, at) => link(from.#path(blobs[at]?.id ?? ''), this.#path(copy.id))));
    return links;
  }

  /** Keeps the blobs readable until the returned function is called, even when they are removed meanwhile. */
  hold(blobs: readonly Blob[]): () => Promise<void> {
    for (const { id } of blobs) this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1);
    return async () => {
      for (const { id } of blobs) {
        const readers = (this.#readers.get(id) ?? 1) - 1;
        if (readers > 0) this.#readers.set(id, readers);
        else this.#readers.delete(id);
      }
      await this.remove(blobs.filter(({ id }) => this.#doomed.has(id) && !this.#readers.has(id)));
    };
  }

  /** Yields the bytes from `start` to before `end` of the joined blobs. */
  async *read(blobs: readonly Blob[], start: number, end: number): AsyncGenerator<Buffer, void, undefined> {
    let offset = 0;
    for (const { id, size } of blobs) {
      const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size)];
      if (from < to) yield* createReadStream(this.#path(id), { start: from, end: to - 1, highWaterMark: blockBytes });
      offset += size;
    }
  }

  /** Deletes the files; a file with readers is deleted after its last one. */
  async remove(blobs: readonly Blob[]): Promise<void> {
    for (const { id } of blobs) {
      if (this.#readers.has(id)) {
        this.#doomed.add(id);
      } else {
        this.#doomed.delete(id);
        await rm(this.#path(id), { force: true });
      }
    }
  }

  #path(id: string): string {
    return join(this.#folder, id);
  }
}
