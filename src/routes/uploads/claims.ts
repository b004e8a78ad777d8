import * as z from 'zod';
import { message } from '../../messages/message.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { says } from '../../problems/validation.ts';
import { maxPartsAtOnce, maxSinglePutBytes } from '../../uploads/part-plan.ts';
import { englishBytes, formatBytes } from '../../values/byte-size.ts';
import { maxPartCount } from '../../values/s3-limits.ts';

/** The schema of a claim: the file that a client is about to send. */
export const NewUploadBody = jsonObject({
  form: z.string(says('form-name-expected')).max(100, says('form-name-unknown')),
  field: z.string(says('field-name-expected')).max(100, says('field-name-unknown')),
  filename: z
    .string(says('file-name-expected'))
    .min(1, says('file-name-expected'))
    .max(10_000, says('file-name-too-long')),
  contentType: z.string(says('media-type-expected')).max(255, says('media-type-invalid')),
  size: z.int(says('file-size-expected')).min(1, says('file-empty')),
  sha256: base64(32, 'SHA-256').optional(),
  crc32: base64(4, 'CRC-32').optional(),
}).meta({
  id: 'NewUpload',
  description: `Up to ${formatBytes(maxSinglePutBytes, englishBytes)} with \`sha256\`, above that with \`crc32\`, to have it compared at the end. The example is the file that \`printf 'Hello, bucket.' > hello.txt\` writes.`,
  example: {
    form: 'documents',
    field: 'files',
    filename: 'hello.txt',
    contentType: 'text/plain',
    size: 14,
    sha256: '+8Po+TvIftq2rJo/qWgSPuCYCwmbFE8ZmCjLMp8Hnss=',
  },
});

const partNumber = z
  .int(says('integer-expected'))
  .min(1, says('part-number-too-small'))
  .max(maxPartCount, says(message('part-number-too-large', { max: maxPartCount })));

/** The schema of a request for signed parts. */
export const PartClaimsBody = jsonObject({
  parts: z
    .array(jsonObject({ partNumber, crc32: base64(4, 'CRC-32') }), says('part-list-expected'))
    .min(1, says('parts-missing'))
    .max(maxPartsAtOnce, says(message('parts-too-many', { max: maxPartsAtOnce })))
    .refine((parts) => new Set(parts.map((part) => part.partNumber)).size === parts.length, says('part-twice')),
}).meta({ id: 'PartClaims', example: { parts: [{ partNumber: 1, crc32: 'DUoRhQ==' }] } });

/** The schema of a request to complete an upload. */
export const UploadCompletionBody = jsonObject({ crc32: base64(4, 'CRC-32').optional() }).meta({
  id: 'UploadCompletion',
  description: 'The checksum of the whole file, to have it compared.',
  example: {},
});

function base64(bytes: number, name: string) {
  const length = Math.ceil(bytes / 3) * 4;
  const error = says(message('checksum-expected', { name, bytes }));
  return z
    .string(error)
    .refine(
      (text) => Buffer.from(text, 'base64').length === bytes && Buffer.from(text, 'base64').toString('base64') === text,
      error,
    )
    .meta({
      description: `${name}, base64.`,
      contentEncoding: 'base64',
      pattern: `^[A-Za-z0-9+/]{${length - paddingOf(bytes)}}={${paddingOf(bytes)}}$`,
    });
}

/** Returns the count of `=` at the end of base64 text (RFC 4648, section 4). */
function paddingOf(bytes: number): number {
  return (3 - (bytes % 3)) % 3;
}
