import { mebibytes } from '../values/byte-size.ts';

/** The media types of which a picture is made. HEIC is none: its decoder is patented, and sharp is built without it. */
const decodedTypes: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/** The bytes of a file of which a picture is made. Larger ones are for the cameras of studios, and for attackers. */
export const maxFileBytes = mebibytes(64);

/** True for the type of a file of which previews are made. */
export function isPreviewable({ contentType }: { readonly contentType: string }): boolean {
  return decodedTypes.has(contentType);
}
