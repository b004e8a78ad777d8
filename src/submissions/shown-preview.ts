import { isShownInline } from '../files/download.ts';
import { pdf } from '../files/media-type.ts';
import type { FileRecord } from '../records/submission-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { mebibytes } from '../values/byte-size.ts';

/** The largest pictures without previews that a page loads: by itself, and when its reader asks for it. */
const pictureBytes = { byItself: mebibytes(1), whenAsked: mebibytes(10) } as const;

/**
 * Returns how a page shows a file in itself: only what runs no script. A picture is shown by its preview; one that has
 * none yet by itself, where it is small. Photos of six cameras would be 60 MB.
 */
export function previewOf(
  file: FileRecord,
  preview: UploadRecord['preview'],
): 'picture' | 'large-picture' | 'pdf' | 'audio' | 'video' | 'text' | undefined {
  const { contentType, size } = file;
  if (typeof preview === 'object') return 'picture';
  if (!isShownInline(file) || preview === 'none') return undefined;
  if (contentType === pdf.mime) return 'pdf';
  if (contentType.startsWith('image/')) {
    if (size <= pictureBytes.byItself) return 'picture';
    return size <= pictureBytes.whenAsked ? 'large-picture' : undefined;
  }
  if (contentType.startsWith('audio/')) return 'audio';
  return contentType.startsWith('video/') ? 'video' : 'text';
}
