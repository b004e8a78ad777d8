import { kibibytes } from '../byte-size.ts';
import { isWholePicture } from './picture-end.ts';
import { countFrames } from './picture-frames.ts';
import type { StoredBytes } from './stored-bytes.ts';

/** Limits for pictures, all read from the stored bytes without decoding any pixel. */
export interface PixelLimits {
  /** Of each side. */
  readonly minPixels: number;
  readonly maxPixels: number;
  /** Millions of pixels in all; what the sides allow, unless the form says less. */
  readonly maxMegapixels?: number;
  /** Of an animation; 500 unless the form says otherwise. */
  readonly maxFrames?: number;
}

const usualMaxFrames = 500;

/**
 * A JPEG's size may stand behind half a megabyte of camera notes and colour profile; what needs more is not a picture
 * for a form.
 */
const headerBytes = kibibytes(512);

/** Phones put a few seconds of film behind a JPEG; its end is looked for so far before that of the file. */
const endBytes = kibibytes(256);

/**
 * Whether a picture is within the limits and whole.
 *
 * @returns a sentence for the person when it is not
 */
export async function pictureFault(limits: PixelLimits, bytes: StoredBytes): Promise<string | undefined> {
  const header = await bytes.read(0, headerBytes);
  const read = await readHeader(header);
  if (read === undefined)
    return 'The size of this picture could not be read. Save it again with an image program and try once more.';
  const fault = sideFault(limits, read) ?? frameFault(limits, await countFrames(read.type, header, bytes));
  if (fault !== undefined) return fault;
  const end = bytes.size <= headerBytes ? header : await bytes.read(Math.max(0, bytes.size - endBytes), bytes.size);
  if (isWholePicture(read.type, { header, end, size: bytes.size })) return undefined;
  return 'The end of this picture is missing, or something else is behind it. Save it again with an image program and try once more.';
}

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** What the beginning of a picture says of it: its format too, which nobody needs to find out once more. */
async function readHeader(header: Uint8Array): Promise<(Sides & { readonly type?: string }) | undefined> {
  // Loaded by the first picture: a cold start waits for what it loads.
  const { imageSize } = await import('image-size');
  try {
    // A copy: the library reads on behind the end of bytes that are part of a larger buffer.
    return imageSize(new Uint8Array(header));
  } catch {
    // The library says "no" by throwing, for truncated and for foreign bytes alike.
    return undefined;
  }
}

function sideFault({ minPixels, maxPixels, maxMegapixels }: PixelLimits, { width, height }: Sides): string | undefined {
  const is = `This picture is ${width} × ${height} pixels.`;
  if (Math.min(width, height) < minPixels || Math.max(width, height) > maxPixels)
    return `${is} Each side must be between ${minPixels} and ${maxPixels} pixels.`;
  if (maxMegapixels !== undefined && width * height > maxMegapixels * 1e6)
    return `${is} At most ${maxMegapixels} megapixels are accepted: make it smaller.`;
  return undefined;
}

function frameFault({ maxFrames = usualMaxFrames }: PixelLimits, frames: number | undefined): string | undefined {
  if (frames === undefined)
    return `This picture is an animation too large for its frames to be counted. At most ${maxFrames} frames are accepted: make it smaller.`;
  if (frames <= maxFrames) return undefined;
  return `This picture is an animation of about ${frames.toLocaleString('en')} frames. At most ${maxFrames} are accepted: make it shorter.`;
}
