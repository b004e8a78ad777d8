import { mebibytes } from '../values/byte-size.ts';
import { PartBuffers } from './part-buffers.ts';

/** The memory for parts that are read: two of 12 MiB, one of 64 MiB. */
const maxBufferBytes = mebibytes(24);
/** The time for which the memory is kept after its use: a worker sends one batch after the other. */
const keptMs = 10_000;

/** Part buffers that all work of a process shares. They are given up some seconds after the last use. */
export class SharedPartBuffers {
  #partBytes = 0;
  #buffers: PartBuffers | undefined;
  #users = 0;
  #giveUp: NodeJS.Timeout | undefined;

  /**
   * Lends the buffers to some work until it ends.
   * @param partBytes the length of each; all work at a time has the same, or its own buffers
   */
  async lend<Result>(partBytes: number, work: (buffers: PartBuffers) => Promise<Result>): Promise<Result> {
    clearTimeout(this.#giveUp);
    this.#users += 1;
    try {
      return await work(this.#of(partBytes));
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#giveUp = setTimeout(() => this.#drop(), keptMs).unref();
    }
  }

  #of(partBytes: number): PartBuffers {
    if (this.#buffers && this.#partBytes === partBytes) return this.#buffers;
    this.#partBytes = partBytes;
    this.#buffers = new PartBuffers(Math.max(1, Math.floor(maxBufferBytes / partBytes)));
    return this.#buffers;
  }

  #drop(): void {
    this.#buffers = undefined;
  }
}
