import type { FileRecord } from '../records/submission-records.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { contentDisposition, type Disposition } from '../values/content-disposition.ts';
import { audio, images, type MediaType, pdf, textTypes, video } from './media-type.ts';
import type { OpenedFile } from './opened-file.ts';

const shownInline: readonly MediaType[] = [pdf, ...images, ...textTypes, ...audio, ...video].filter(
  (type) => type.inline,
);

/**
 * Signs a request for a file's bytes, with the app's file name and media type in the response. `inline` holds only for
 * types that cannot run script; every other type is saved, even when the client asks for `inline`. Pages show a file
 * again and again, so its address inline is stable; that of a download is not, and no cache keeps it.
 */
export function presignFile(
  bucket: Bucket,
  file: OpenedFile,
  wanted: Disposition,
  method: 'GET' | 'HEAD',
): Promise<PresignedRequest> {
  const disposition = isShownInline(file) ? wanted : 'attachment';
  return bucket.presignDownload(file.key, {
    method,
    contentDisposition: contentDisposition(disposition, file.filename),
    contentType: typeWithCharset(file),
    isStable: disposition === 'inline',
  });
}

/** True when a browser shows a file's type without running script. */
export function isShownInline({ contentType }: Pick<FileRecord, 'contentType'>): boolean {
  return shownInline.some((type) => type.mime === contentType);
}

/**
 * Returns the Content-Type of a download. A text has the charset that was found in it; without one, the browser guesses
 * better than the app. Texts recorded before the app detected charsets are served as UTF-8, as before, since most of
 * them are.
 */
function typeWithCharset({ contentType, charset = 'utf-8' }: FileRecord): string {
  return contentType.startsWith('text/') && charset !== null ? `${contentType}; charset=${charset}` : contentType;
}
