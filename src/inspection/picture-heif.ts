import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

/** A box of the ISO base media format: its type, its parent's type, and the place of its content. */
interface Box {
  readonly type: string;
  readonly parent: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes whose content is read: their parent, and the offset in their content at which the inner boxes begin. */
const containers: Readonly<Record<string, { readonly within: string; readonly skip: number }>> = {
  meta: { within: '', skip: 4 },
  iprp: { within: 'meta', skip: 0 },
  ipco: { within: 'iprp', skip: 0 },
  moov: { within: '', skip: 0 },
  trak: { within: 'moov', skip: 0 },
  mdia: { within: 'trak', skip: 0 },
  minf: { within: 'mdia', skip: 0 },
};

/** The most boxes that are read. A picture has hundreds; a file with more was made to cost time. */
const maxBoxes = 10_000;

/**
 * Reads a HEIC or an AVIF: its sides from the properties of its items or from its tracks. The frames of a sequence come
 * from its tracks.
 *
 * @see https://www.iso.org/standard/83650.html (HEIF) and https://www.iso.org/standard/83102.html (the boxes)
 */
export async function readHeif(walk: ByteWalk): Promise<PictureFacts | undefined> {
  let [width, height, frames, boxes] = [0, 0, 1, 0];
  for await (const box of boxesWithin(walk, { type: '', parent: '', start: 0, end: walk.size })) {
    if (++boxes > maxBoxes) return undefined;
    if (box.type === 'ispe' || box.type === 'tkhd') {
      const sides = await sidesIn(walk, box);
      width = Math.max(width, sides.width);
      height = Math.max(height, sides.height);
    }
    if (box.type === 'stbl' && box.parent === 'minf') {
      const samples = await countSamples(walk, box);
      if (samples === undefined) return undefined;
      frames = Math.max(frames, samples);
    }
  }
  return width > 0 && height > 0 ? { width, height, frames, isWhole: true } : undefined;
}

/** Returns the sides in a property (ispe) or in a track's header (tkhd, in 65,536ths). */
async function sidesIn(walk: ByteWalk, { type, parent, start }: Box): Promise<{ width: number; height: number }> {
  if (type === 'ispe' && parent === 'ipco') {
    const content = await walk.from(start, 12);
    if (content.length >= 12) return { width: content.readUInt32BE(4), height: content.readUInt32BE(8) };
  }
  if (type === 'tkhd' && parent === 'trak') {
    const content = await walk.from(start, 96);
    // Version 1 has three times of 64 bits.
    const at = content[0] === 1 ? 88 : 76;
    if (content.length >= at + 8) return { width: content.readUInt16BE(at), height: content.readUInt16BE(at + 4) };
  }
  return { width: 0, height: 0 };
}

/** Yields all boxes within one, the inner ones before the next sibling. */
async function* boxesWithin(walk: ByteWalk, outer: Box): AsyncGenerator<Box> {
  for (let at = outer.start; at < outer.end; ) {
    const header = await walk.from(at, 16);
    if (header.length < 8) return;
    const size = header.readUInt32BE(0);
    const isLarge = size === 1 && header.length >= 16;
    // 1 marks a size of 64 bits, 0 a box up to the end of the file.
    const bytes = isLarge ? Number(header.readBigUInt64BE(8)) : size === 0 ? outer.end - at : size;
    const [start, end] = [at + (isLarge ? 16 : 8), Math.min(at + bytes, outer.end)];
    if (end < start) return;
    const box = { type: header.toString('latin1', 4, 8), parent: outer.type, start, end };
    yield box;
    const container = containers[box.type];
    if (container?.within === outer.type) yield* boxesWithin(walk, { ...box, start: start + container.skip });
    at = end;
  }
}

/**
 * Returns the number of frames in a track: of its sizes, or of samples in chunks if those are more. Decoders read the
 * first, the last or all of repeated boxes, so the numbers of all are added up.
 *
 * @returns `undefined` for a table of more than `maxBoxes` boxes, since the number may stand behind them
 */
async function countSamples(walk: ByteWalk, table: Box): Promise<number | undefined> {
  let [sizes, chunks, boxes] = [0, 0, 0];
  const runs: Box[] = [];
  for await (const box of boxesWithin(walk, table)) {
    if (++boxes > maxBoxes) return undefined;
    const { type, start, end } = box;
    const content = await walk.from(start, Math.min(end - start, 12));
    if (content.length < 8) continue;
    if ((type === 'stsz' || type === 'stz2') && content.length >= 12) sizes += content.readUInt32BE(8);
    if (type === 'stco' || type === 'co64') chunks += content.readUInt32BE(4);
    if (type === 'stsc') runs.push(box);
  }
  let inChunks = 0;
  for (const box of runs) inChunks += await samplesInChunks(walk, chunks, box);
  return Math.max(sizes, inChunks);
}

/** Returns the number of samples in all chunks. Each run states its first chunk, from 1, and its samples per chunk. */
async function samplesInChunks(walk: ByteWalk, chunks: number, { start, end }: Box): Promise<number> {
  let samples = 0;
  for (let at = start + 8; at + runBytes <= end; at += runBytes) {
    const run = await walk.from(at, 2 * runBytes);
    if (run.length < runBytes) break;
    const isLast = at + 2 * runBytes > end || run.length < 2 * runBytes;
    const next = isLast ? chunks + 1 : run.readUInt32BE(runBytes);
    samples += Math.max(0, next - run.readUInt32BE(0)) * run.readUInt32BE(4);
  }
  return samples;
}

const runBytes = 12;
