import { crc32 } from 'node:zlib';
import type { SentParts } from '../records/export-record.ts';
import type { StartedAssembly } from '../storage/assembly.ts';
import type { Bucket } from '../storage/bucket.ts';
import { mebibytes } from '../values/byte-size.ts';
import { nothingSent } from './archive-checksum.ts';

/** The bytes from which on a part is sent. S3 takes parts of 5 MiB or more. */
const partBytes = mebibytes(8);
/** The memory for a part: the last text of it may reach beyond its end. */
const bufferBytes = partBytes + mebibytes(1);

type PartSender = Pick<Bucket['assembly'], 'sendPart'>;

/**
 * Writes an object of texts whose length is unknown, in parts of 8 MiB. Another process can go on from the parts that
 * were sent.
 */
export class PartWriter {
  readonly #assembly: PartSender;
  readonly #target: StartedAssembly;
  #sent: SentParts;
  /** What waits to be sent, in memory that each part uses again. */
  #buffer = Buffer.alloc(0);
  #bytes = 0;

  constructor(assembly: PartSender, target: StartedAssembly, sent = nothingSent) {
    this.#assembly = assembly;
    this.#target = target;
    this.#sent = sent;
  }

  /** The parts that were sent. */
  get sent(): SentParts {
    return this.#sent;
  }

  /** Adds a text. Returns true when it has filled a part, and no text waits. */
  async add(text: string): Promise<boolean> {
    const bytes = this.#bytes + Buffer.byteLength(text);
    if (bytes > this.#buffer.byteLength) this.#grow(bytes);
    this.#buffer.write(text, this.#bytes);
    this.#bytes = bytes;
    if (bytes < partBytes) return false;
    await this.#send();
    return true;
  }

  /** Sends what waits as the last part. An object without any text has one empty part. */
  async sendRest(): Promise<void> {
    if (this.#bytes > 0 || this.#sent.parts === 0) await this.#send();
  }

  #grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, Math.min(2 * this.#buffer.byteLength, bufferBytes)));
    this.#buffer.copy(larger, 0, 0, this.#bytes);
    this.#buffer = larger;
  }

  async #send(): Promise<void> {
    const bytes = this.#buffer.subarray(0, this.#bytes);
    const { parts, size } = this.#sent;
    await this.#assembly.sendPart(this.#target, { number: parts + 1, bytes });
    this.#sent = { parts: parts + 1, size: size + bytes.byteLength, crc32: crc32(bytes, this.#sent.crc32) };
    this.#bytes = 0;
  }
}
