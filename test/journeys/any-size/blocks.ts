const blockBytes = Buffer.alloc(64 * 1024, 'block ');

/** Yields any number of bytes without holding them: block after block, each with its own number. */
export function* blocks(byteLength: number): Generator<Buffer<ArrayBuffer>, void, undefined> {
  for (let at = 0; at < byteLength; at += blockBytes.byteLength) {
    const block = Buffer.from(blockBytes);
    block.writeDoubleBE(at);
    yield block.subarray(0, byteLength - at);
  }
}
