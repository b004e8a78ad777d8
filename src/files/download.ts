import { contentDisposition, type Disposition } from '../content-disposition.ts';
import type { FileRecord } from '../records/submission-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { audio, images, type MediaType, pdf, text, video } from './media-type.ts';

const shownInline: readonly MediaType[] = [pdf, ...images, ...text, ...audio, ...video].filter((type) => type.inline);

/**
 * A signed request for a file's bytes, with our name and our type on the answer. `inline` holds only for types that
 * cannot run script; everything else is saved, whatever was asked for.
 */
export function presignFile(
  bucket: Bucket,
  file: FileRecord,
  wanted: Disposition,
  method: 'GET' | 'HEAD',
): Promise<PresignedRequest> {
  const isSafe = shownInline.some((type) => type.mime === file.contentType);
  return bucket.presignDownload(file.key, {
    method,
    contentDisposition: contentDisposition(isSafe ? wanted : 'attachment', file.filename),
    // Without a charset, a text would be shown in whatever the reader's system guesses.
    contentType: file.contentType.startsWith('text/') ? `${file.contentType}; charset=utf-8` : file.contentType,
  });
}
