import type { StoredBytes } from '../files/stored-bytes.ts';
import { formatBytes } from '../values/byte-size.ts';
import { ByteWalk, maxWalkBytes } from './byte-walk.ts';
import { type PictureFacts, readPictureFacts } from './picture-facts.ts';

/** Limits for pictures, all read from the stored bytes without decoding any pixel. */
export interface PixelLimits {
  /** Of each side. */
  readonly minPixels: number;
  readonly maxPixels: number;
  /** In millions of pixels; by default the product of the sides. */
  readonly maxMegapixels?: number;
  /** The most frames of an animation; 500 by default. */
  readonly maxFrames?: number;
}

const usualMaxFrames = 500;

/**
 * Returns a sentence for the person when a picture is cut off or outside the limits.
 *
 * @returns `undefined` for a picture that is neither
 */
export async function pictureProblem(limits: PixelLimits, bytes: StoredBytes): Promise<string | undefined> {
  const walk = new ByteWalk(bytes);
  const facts = await readPictureFacts(walk);
  if (facts === undefined)
    return 'The size of this picture could not be read. Save it again with an image program and try once more.';
  const fault = sideFault(limits, facts) ?? frameProblem(limits, facts, walk.isOver);
  if (fault !== undefined || facts.isWhole) return fault;
  return 'The end of this picture is missing, or something else is behind it. Save it again with an image program and try once more.';
}

function sideFault(
  { minPixels, maxPixels, maxMegapixels }: PixelLimits,
  { width, height }: PictureFacts,
): string | undefined {
  const is = `This picture is ${width} × ${height} pixels.`;
  if (Math.min(width, height) < minPixels || Math.max(width, height) > maxPixels)
    return `${is} Each side must be between ${minPixels} and ${maxPixels} pixels.`;
  if (maxMegapixels !== undefined && width * height > maxMegapixels * 1e6)
    return `${is} At most ${maxMegapixels} megapixels are accepted: make it smaller.`;
  return undefined;
}

/**
 * Returns a sentence when there are too many frames, or more than one walk can count.
 * @param isCut whether the picture was too large for all of its frames to be counted
 */
function frameProblem(
  { maxFrames = usualMaxFrames }: PixelLimits,
  { frames }: PictureFacts,
  isCut: boolean,
): string | undefined {
  if (frames > maxFrames) {
    const count = `${isCut ? 'at least' : 'about'} ${frames.toLocaleString('en')}`;
    return `This picture is an animation of ${count} frames. At most ${maxFrames} are accepted: make it shorter.`;
  }
  if (!isCut) return undefined;
  return `The frames of this picture could not be counted: that is done within ${formatBytes(maxWalkBytes)}. Make it shorter or smaller.`;
}
