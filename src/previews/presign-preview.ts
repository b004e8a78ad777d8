import { webp } from '../files/media-type.ts';
import type { OpenedFile } from '../files/opened-file.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { contentDisposition } from '../values/content-disposition.ts';
import { type PreviewSize, previewKeyOf } from './preview-key.ts';

/** Signs a request for a preview of a file, at a stable address. Saved from a page, it is named after the file. */
export function presignPreview(
  bucket: Bucket,
  { id, filename }: OpenedFile,
  size: PreviewSize,
  method: 'GET' | 'HEAD',
): Promise<PresignedRequest> {
  return bucket.presignDownload(previewKeyOf(id, size), {
    method,
    contentDisposition: contentDisposition('inline', `${filename}.webp`),
    contentType: webp.mime,
    isStable: true,
  });
}
