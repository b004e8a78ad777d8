const BLOCK = Buffer.alloc(64 * 1024, 'block ');

/** Any number of bytes without holding them: block after block, each with its own number in it. */
export function* blocks(byteLength: number): Generator<Buffer<ArrayBuffer>, void, undefined> {
  for (let at = 0; at < byteLength; at += BLOCK.byteLength) {
    const block = Buffer.from(BLOCK);
    block.writeDoubleBE(at);
    yield block.subarray(0, byteLength - at);
  }
}
