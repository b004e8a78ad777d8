import { imageSize } from 'image-size';
import type { ReadRange } from './content.ts';

/** Limits for both sides of a picture. */
export interface PixelLimits {
  readonly minPixels: number;
  readonly maxPixels: number;
}

/**
 * A JPEG's size may stand behind half a megabyte of camera notes and colour profile; what needs more is not a picture
 * for a form.
 */
const headerBytes = 512 * 1024;

/** Reads the dimensions from the stored bytes, without decoding any pixel. */
export async function pictureFault(limits: PixelLimits, read: ReadRange): Promise<string | undefined> {
  const size = readSize(await read(0, headerBytes));
  if (size === undefined)
    return 'The size of this picture could not be read. Save it again with an image program and try once more.';
  const { minPixels, maxPixels } = limits;
  if (Math.min(size.width, size.height) >= minPixels && Math.max(size.width, size.height) <= maxPixels)
    return undefined;
  return `This picture is ${size.width} × ${size.height} pixels. Each side must be between ${minPixels} and ${maxPixels} pixels.`;
}

function readSize(header: Uint8Array): { width: number; height: number } | undefined {
  try {
    // A copy: the library reads on behind the end of bytes that are part of a larger buffer.
    return imageSize(new Uint8Array(header));
  } catch {
    // The library says "no" by throwing, for truncated and for foreign bytes alike.
    return undefined;
  }
}
