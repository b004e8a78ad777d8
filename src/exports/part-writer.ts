import { crc32 } from 'node:zlib';
import type { StartedAssembly } from '../storage/assembly.ts';
import type { Bucket } from '../storage/bucket.ts';
import { mebibytes } from '../values/byte-size.ts';

/** The bytes from which on a part is sent. S3 takes parts of 5 MiB or more. */
const partBytes = mebibytes(8);

/** The parts of an object that have been sent: their number, and size and CRC-32 of them together. */
export interface SentParts {
  readonly parts: number;
  readonly size: number;
  readonly crc32: number;
}

/** An object that has no parts yet. */
export const nothingSent: SentParts = { parts: 0, size: 0, crc32: 0 };

/**
 * Writes an object of texts whose length is unknown, in parts of 8 MiB. Another process can go on from the parts that
 * were sent.
 */
export class PartWriter {
  readonly #bucket: Pick<Bucket, 'assembly'>;
  readonly #target: StartedAssembly;
  #sent: SentParts;
  #texts: Buffer[] = [];
  #bytes = 0;

  constructor(bucket: Pick<Bucket, 'assembly'>, target: StartedAssembly, sent = nothingSent) {
    this.#bucket = bucket;
    this.#target = target;
    this.#sent = sent;
  }

  /** The parts that were sent. */
  get sent(): SentParts {
    return this.#sent;
  }

  /** Adds a text. Returns true when it has filled a part, and no text waits. */
  async add(text: string): Promise<boolean> {
    const bytes = Buffer.from(text);
    this.#texts.push(bytes);
    this.#bytes += bytes.byteLength;
    if (this.#bytes < partBytes) return false;
    await this.#send();
    return true;
  }

  /** Sends what waits as the last part. An object without any text has one empty part. */
  async sendRest(): Promise<void> {
    if (this.#bytes > 0 || this.#sent.parts === 0) await this.#send();
  }

  async #send(): Promise<void> {
    const bytes = Buffer.concat(this.#texts, this.#bytes);
    const { parts, size } = this.#sent;
    const part = { number: parts + 1, size: bytes.byteLength, content: [bytes] };
    await this.#bucket.assembly.sendParts(this.#target, [part], { readPartBytes: bytes.byteLength });
    this.#sent = { parts: parts + 1, size: size + bytes.byteLength, crc32: crc32(bytes, this.#sent.crc32) };
    [this.#texts, this.#bytes] = [[], 0];
  }
}
