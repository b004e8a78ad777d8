import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../s3-error.ts';
import { unfinishedSuffix, writeAtomically } from './atomic-file.ts';
import type { Blobs } from './blobs.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import type { PartRecord, UploadRecord } from './record.ts';
import { parsePartRecord } from './stored-record.ts';

/** A multipart upload under way, with its stored parts. */
export interface OpenUpload {
  readonly record: UploadRecord;
  readonly parts: ReadonlyMap<number, PartRecord>;
}

interface MutableUpload extends OpenUpload {
  readonly parts: Map<number, PartRecord>;
}

const uploadFile = 'upload.json';

/** The multipart uploads of a bucket: one folder each, with one small file for each part. */
export class Uploads {
  readonly #folder: string;
  readonly #blobs: Blobs;
  readonly #uploads = new Map<string, MutableUpload>();
  readonly #turns = new KeyedMutex();

  constructor(folder: string, blobs: Blobs) {
    this.#folder = folder;
    this.#blobs = blobs;
  }

  /**
   * Reads the uploads on disk. An upload whose parts an object has was completed, and only a crash kept it from being
   * forgotten.
   */
  async open(blobsOfObjects: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const id of await readdir(this.#folder)) {
      const upload = await this.#restore(id);
      const completed = [...(upload?.parts.values() ?? [])].some(({ slices }) =>
        slices.some(({ id: blob }) => blobsOfObjects.has(blob)),
      );
      if (upload && !completed) this.#uploads.set(id, upload);
      else await rm(join(this.#folder, id), { recursive: true });
    }
  }

  get all(): readonly OpenUpload[] {
    return [...this.#uploads.values()];
  }

  /**
   * Returns the upload of this id, which must be for this key.
   *
   * @throws S3Error NoSuchUpload
   */
  get(id: string, key: string): OpenUpload {
    return this.#get(id, key);
  }

  /** Begins an upload under a new random id. */
  async begin(record: Omit<UploadRecord, 'id'>): Promise<UploadRecord> {
    const begun = { ...record, id: randomBytes(24).toString('base64url') };
    await mkdir(join(this.#folder, begun.id));
    await writeAtomically(join(this.#folder, begun.id, uploadFile), JSON.stringify(begun));
    this.#uploads.set(begun.id, { record: begun, parts: new Map() });
    return begun;
  }

  /**
   * Keeps a part, in the place of one with the same number, or removes its slices.
   *
   * @throws S3Error NoSuchUpload when the upload has ended meanwhile
   */
  keepPart(id: string, key: string, part: PartRecord): Promise<void> {
    return this.#turns.run(id, async () => {
      const before = await this.#replacePart(id, key, part).catch(async (error: unknown) => {
        await this.#blobs.remove(part.slices);
        throw error;
      });
      if (before) await this.#blobs.remove(before.slices);
    });
  }

  /**
   * Ends an upload by making an object of some of its parts; the others are deleted. If `complete` throws, the upload
   * stays open.
   */
  complete<T>(
    id: string,
    key: string,
    complete: (upload: OpenUpload) => Promise<{ used: readonly PartRecord[]; result: T }>,
  ): Promise<T> {
    return this.#turns.run(id, async () => {
      const upload = this.#get(id, key);
      const { used, result } = await complete(upload);
      await this.#end(upload, new Set(used));
      return result;
    });
  }

  /** Ends an upload and deletes its parts. @throws S3Error NoSuchUpload */
  abort(id: string, key: string): Promise<void> {
    return this.#turns.run(id, async () => this.#end(this.#get(id, key), new Set()));
  }

  async #replacePart(id: string, key: string, part: PartRecord): Promise<PartRecord | undefined> {
    const upload = this.#get(id, key);
    const before = upload.parts.get(part.number);
    await writeAtomically(join(this.#folder, id, `${part.number}.json`), JSON.stringify(part));
    upload.parts.set(part.number, part);
    return before;
  }

  /**
   * Ends an upload. A crash between the steps is harmless: `open` finishes them, and blobs without a record are deleted
   * at the next start.
   */
  async #end(upload: MutableUpload, used: ReadonlySet<PartRecord>): Promise<void> {
    this.#uploads.delete(upload.record.id);
    await rm(join(this.#folder, upload.record.id), { recursive: true });
    const unused = [...upload.parts.values()].filter((part) => !used.has(part));
    await this.#blobs.remove(unused.flatMap(({ slices }) => slices));
  }

  #get(id: string, key: string): MutableUpload {
    const upload = this.#uploads.get(id);
    if (upload?.record.key !== key) throw new S3Error('NoSuchUpload', undefined, { UploadId: id });
    return upload;
  }

  async #restore(id: string): Promise<MutableUpload | undefined> {
    const folder = join(this.#folder, id);
    const names = (await readdir(folder)).filter((name) => !name.endsWith(unfinishedSuffix));
    if (!names.includes(uploadFile)) return undefined; // a crash while it began
    // Written by `begin` above, from such a record.
    const record = JSON.parse(await readFile(join(folder, uploadFile), 'utf8')) as UploadRecord;
    const parts = new Map<number, PartRecord>();
    // Not asynchronous: nothing is served yet, and 10,000 small files come several times as fast.
    for (const name of names.filter((other) => other !== uploadFile)) {
      const part = parsePartRecord(readFileSync(join(folder, name), 'utf8'));
      parts.set(part.number, part);
    }
    return { record, parts };
  }
}
