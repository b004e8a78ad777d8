import * as z from 'zod';
import type { Messages } from '../../messages/messages.ts';
import { sentenceOf } from '../../messages/sentence.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import type { UploadRecord } from '../../records/upload-records.ts';
import { uploadStates } from '../../records/upload-state.ts';
import { signedRequestLifetimeSeconds } from '../../storage/presigned-request.ts';
import { maxSinglePutBytes } from '../../uploads/part-plan.ts';
import { englishBytes, formatBytes } from '../../values/byte-size.ts';
import { maxPartCount } from '../../values/s3-limits.ts';
import { StoredFileJson } from '../files/schemas.ts';

const SignedRequestJson = lazySchema(() =>
  z
    .strictObject({
      method: z.literal('PUT'),
      url: z.url(),
      headers: z.record(z.string(), z.string()).meta({ description: 'Send these headers unchanged.' }),
      expiresAt: time(),
    })
    .meta({
      id: 'SignedRequest',
      description: `A signed request that sends the claimed bytes and no others. It is valid for ${signedRequestLifetimeSeconds / 60} minutes.`,
    }),
);

const PartPlanJson = lazySchema(() =>
  z.strictObject({ partSize: z.int(), partCount: z.int().max(maxPartCount) }).meta({
    id: 'PartPlan',
    description: 'How to cut the file: parts of `partSize` bytes, and the rest as the last part.',
  }),
);

const upload = () => ({
  id: identifier(),
  form: z.string().meta({ example: 'documents' }),
  field: z.string().meta({ example: 'files' }),
  state: z.enum(uploadStates),
  filename: z.string().meta({ example: 'boots.png' }),
  contentType: z.string().meta({ example: 'image/png' }),
  size: z.int().meta({ description: 'In bytes.', example: 48_213 }),
  expiresAt: time(),
  file: z.union([StoredFileJson(), z.null()]),
  reason: z.string().nullable().meta({ description: 'Why the upload was rejected, or null.' }),
});

export const UploadJson = lazySchema(() =>
  z.strictObject(upload()).meta({ id: 'Upload', description: 'A file on its way, or arrived.' }),
);

export const StartedUploadJson = lazySchema(() =>
  z.strictObject({ ...upload(), request: SignedRequestJson().optional(), multipart: PartPlanJson().optional() }).meta({
    id: 'StartedUpload',
    description: `Up to ${formatBytes(maxSinglePutBytes, englishBytes)} with one request, above that with a plan of parts.`,
  }),
);

export const UploadProgressJson = lazySchema(() =>
  z
    .strictObject({
      ...upload(),
      multipart: PartPlanJson().optional(),
      receivedParts: z.array(z.strictObject({ partNumber: z.int(), size: z.int() })).optional(),
    })
    .meta({ id: 'UploadProgress', description: 'An upload; when it is sent in parts, also with the received parts.' }),
);

export const RenewedRequestJson = lazySchema(() =>
  z.strictObject({ request: SignedRequestJson() }).meta({ id: 'RenewedRequest' }),
);

export const SignedPartsJson = lazySchema(() =>
  z
    .strictObject({ parts: z.array(z.strictObject({ partNumber: z.int(), request: SignedRequestJson() })) })
    .meta({ id: 'SignedParts' }),
);

/** Returns an upload as JSON, with the reason of a rejected one in the language of the texts. */
export function describeUpload(upload: UploadRecord, messages: Messages) {
  const { id, form, field, filename, contentType, size, expiresAt, sha256 = null, crc32 = null } = upload;
  const isVerified = upload.state === 'complete' || upload.state === 'attached';
  return {
    id,
    form,
    field,
    state: upload.state,
    filename,
    contentType,
    size,
    expiresAt,
    file: isVerified ? { id, filename, contentType, size, sha256, crc32 } : null,
    reason: upload.reason ? sentenceOf(upload.reason, messages) : null,
  };
}
