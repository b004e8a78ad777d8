import * as z from 'zod';
import { previewSizes } from './preview-key.ts';

/** The bytes of a WebP, as Base64. That of 512 pixels has at most twice 512 × 512 bytes. */
const Webp = z.base64().max(1_000_000);

/** The pictures that the process has made of a file, as its output has them. */
export const MadePictures = z.object({
  /** A WebP of at most 64 × 64 pixels and 1.5 KB; absent where it cannot be so small. */
  mini: Webp.max(2048).optional(),
  /** The size of the picture of at most 512 × 512 pixels. */
  width: z
    .int()
    .positive()
    .max(Math.max(...previewSizes)),
  height: z
    .int()
    .positive()
    .max(Math.max(...previewSizes)),
  webp: z.object({ 512: Webp, 96: Webp }),
});
export type MadePictures = z.infer<typeof MadePictures>;

/** What the process says in the end: the pictures, or why it made none. */
export const ProcessAnswer = z.union([MadePictures, z.object({ reason: z.string().max(300) })]);
