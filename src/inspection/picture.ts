import type { StoredBytes } from '../files/stored-bytes.ts';
import { type Message, message } from '../messages/message.ts';
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
 * Returns a message for the person when a picture is cut off or outside the limits.
 *
 * @returns `undefined` for a picture that is neither
 */
export async function pictureProblem(limits: PixelLimits, bytes: StoredBytes): Promise<Message | undefined> {
  const walk = new ByteWalk(bytes);
  const facts = await readPictureFacts(walk);
  if (facts === undefined) return message('picture-unreadable');
  const problem = sideProblem(limits, facts) ?? frameProblem(limits, facts, walk.isOver);
  if (problem !== undefined || facts.isWhole) return problem;
  return message('picture-not-whole');
}

function sideProblem(
  { minPixels, maxPixels, maxMegapixels }: PixelLimits,
  { width, height }: PictureFacts,
): Message | undefined {
  if (Math.min(width, height) < minPixels || Math.max(width, height) > maxPixels)
    return message('picture-sides', { width, height, minPixels, maxPixels });
  if (maxMegapixels !== undefined && width * height > maxMegapixels * 1e6)
    return message('picture-megapixels', { width, height, maxMegapixels });
  return undefined;
}

/**
 * Returns a message when there are too many frames, or more than one walk can count.
 * @param isCut whether the picture was too large for all of its frames to be counted
 */
function frameProblem(
  { maxFrames = usualMaxFrames }: PixelLimits,
  { frames }: PictureFacts,
  isCut: boolean,
): Message | undefined {
  if (frames > maxFrames) return message('picture-has-many-frames', { frames, isCut, max: maxFrames });
  return isCut ? message('picture-frames-uncounted', { maxBytes: maxWalkBytes }) : undefined;
}
