import type { FileRecord } from '../records/submission-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { contentDisposition, type Disposition } from '../values/content-disposition.ts';
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
    contentType: typeWithCharset(file),
  });
}

/**
 * The type of a file as it is served. A text has the charset that was found in it, and none where none was found: a
 * browser guesses that one better than we do. Texts from before this was looked at are served as they always were, since
 * UTF-8 is what most of them are.
 */
function typeWithCharset({ contentType, charset = 'utf-8' }: FileRecord): string {
  return contentType.startsWith('text/') && charset !== null ? `${contentType}; charset=${charset}` : contentType;
}
