import * as z from 'zod';
import { jsonObject } from '../../openapi/json-object.ts';
import { emptyFileMessage } from '../../uploads/file-rules.ts';
import { maxPartsAtOnce, maxSinglePutBytes } from '../../uploads/part-plan.ts';
import { formatBytes } from '../../values/byte-size.ts';
import { maxPartCount } from '../../values/s3-limits.ts';

/** The schema of a claim: the file that a client is about to send. */
export const NewUploadBody = jsonObject({
  form: z.string('This must be the name of a form.').max(100, 'There is no form with such a name.'),
  field: z.string('This must be the name of a file field.').max(100, 'There is no field with such a name.'),
  filename: z
    .string('This must be the name of the file.')
    .min(1, 'This must be the name of the file.')
    .max(10_000, 'This name is too long.'),
  contentType: z.string('This must be a media type.').max(255, 'This is not a media type.'),
  size: z.int('This must be the size in bytes, a whole number.').min(1, emptyFileMessage),
  sha256: base64(32, 'SHA-256').optional(),
  crc32: base64(4, 'CRC-32').optional(),
}).meta({
  id: 'NewUpload',
  description: `Up to ${formatBytes(maxSinglePutBytes)} with \`sha256\`, above that with \`crc32\`, to have it compared at the end.`,
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
  .int('This must be a whole number.')
  .min(1, 'Parts are counted from 1.')
  .max(maxPartCount, `Parts are counted up to ${maxPartCount}.`);

/** The schema of a request for signed parts. */
export const PartClaimsBody = jsonObject({
  parts: z
    .array(jsonObject({ partNumber, crc32: base64(4, 'CRC-32') }), 'This must be a list of parts.')
    .min(1, 'Name at least one part.')
    .max(maxPartsAtOnce, `Name at most ${maxPartsAtOnce} parts at a time.`)
    .refine((parts) => new Set(parts.map((part) => part.partNumber)).size === parts.length, 'A part is named twice.'),
}).meta({ id: 'PartClaims', example: { parts: [{ partNumber: 1, crc32: 'DUoRhQ==' }] } });

/** The schema of a request to complete an upload. */
export const UploadCompletionBody = jsonObject({ crc32: base64(4, 'CRC-32').optional() }).meta({
  id: 'UploadCompletion',
  description: 'The checksum of the whole file, to have it compared.',
  example: {},
});

function base64(bytes: number, name: string) {
  const length = Math.ceil(bytes / 3) * 4;
  const error = `This must be a ${name} of ${bytes} bytes, in base64.`;
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
