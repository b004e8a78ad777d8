import * as z from 'zod';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { identifier, StoredFile, time } from '../openapi/stored-files.ts';
import { uploadStates } from '../records/upload-state.ts';
import { signedRequestLifetimeSeconds } from '../storage/presigned-request.ts';
import { maxSinglePutBytes } from '../uploads/part-plan.ts';
import { formatBytes } from '../values/byte-size.ts';
import { maxPartCount } from '../values/s3-limits.ts';
import { NewUpload, PartClaims, UploadCompletion } from './upload-claims.ts';

const SignedRequest = lazySchema(() =>
  z
    .strictObject({
      method: z.literal('PUT'),
      url: z.url(),
      headers: z.record(z.string(), z.string()).meta({ description: 'To be sent exactly as they are.' }),
      expiresAt: time(),
    })
    .meta({
      id: 'SignedRequest',
      description: `The permission to send exactly these bytes, for ${signedRequestLifetimeSeconds / 60} minutes.`,
    }),
);

const PartPlan = lazySchema(() =>
  z
    .strictObject({ partSize: z.int(), partCount: z.int().max(maxPartCount) })
    .meta({ id: 'PartPlan', description: 'How the file is cut: all parts of one size, the last with what is left.' }),
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
  file: z.union([StoredFile(), z.null()]),
  reason: z.string().nullable().meta({ description: 'Why it was rejected.' }),
});

const Upload = lazySchema(() => z.strictObject(upload()).meta({ id: 'Upload', description: 'A file on its way.' }));

const StartedUpload = lazySchema(() =>
  z.strictObject({ ...upload(), request: SignedRequest().optional(), multipart: PartPlan().optional() }).meta({
    id: 'StartedUpload',
    description: `Up to ${formatBytes(maxSinglePutBytes)} with one request, above with a plan of parts.`,
  }),
);

const UploadProgress = lazySchema(() =>
  z
    .strictObject({
      ...upload(),
      multipart: PartPlan().optional(),
      receivedParts: z.array(z.strictObject({ partNumber: z.int(), size: z.int() })).optional(),
    })
    .meta({ id: 'UploadProgress', description: 'An upload; in parts also with what has arrived.' }),
);

const RenewedRequest = lazySchema(() => z.strictObject({ request: SignedRequest() }).meta({ id: 'RenewedRequest' }));

const SignedParts = lazySchema(() =>
  z
    .strictObject({ parts: z.array(z.strictObject({ partNumber: z.int(), request: SignedRequest() })) })
    .meta({ id: 'SignedParts' }),
);

const ofUploads = { tag: 'Uploads', access: 'signed-in' } as const;

export const startUpload = operation({
  ...ofUploads,
  method: 'post',
  path: '/',
  operationId: 'startUpload',
  summary: 'Start an upload',
  description:
    'Says what is about to be sent. What the field does not accept is refused here, before any byte is sent.',
  json: NewUpload,
  answers: {
    201: {
      description: 'The upload, and how its bytes are to be sent.',
      json: StartedUpload,
      location: 'Its address.',
    },
  },
  problems: ['not-found'],
});

export const showUpload = operation({
  ...ofUploads,
  method: 'get',
  path: '/{id}',
  operationId: 'showUpload',
  summary: 'See how far an upload is',
  description: 'To go on with one that was interrupted: it names the parts that storage has.',
  answers: { 200: { description: 'The upload.', json: UploadProgress } },
});

export const signParts = operation({
  ...ofUploads,
  method: 'post',
  path: '/{id}/parts',
  operationId: 'signParts',
  summary: 'Get requests for the next parts',
  description:
    'Each is good for exactly the bytes whose checksum it was asked with. A part may be asked for and sent again.',
  json: PartClaims,
  answers: { 200: { description: 'A request for each part.', json: SignedParts } },
  problems: ['conflict'],
});

export const renewRequest = operation({
  ...ofUploads,
  method: 'post',
  path: '/{id}/request',
  operationId: 'renewRequest',
  summary: 'Get a fresh request for the same bytes',
  description: 'For an upload in one request whose request ran out before the bytes were sent.',
  answers: { 200: { description: 'The request.', json: RenewedRequest } },
  problems: ['conflict'],
});

export const completeUpload = operation({
  ...ofUploads,
  method: 'post',
  path: '/{id}/complete',
  operationId: 'completeUpload',
  summary: 'Have what arrived checked',
  description:
    'Asks storage what it holds. A file of another accepted type of its kind is taken for that: `contentType` and `filename` say so. Asked again, it answers the same again.',
  json: UploadCompletion,
  isBodyOptional: true,
  answers: { 200: { description: 'The upload, complete.', json: Upload } },
  problems: ['not-there-yet', 'conflict'],
});

export const giveUpUpload = operation({
  ...ofUploads,
  method: 'delete',
  path: '/{id}',
  operationId: 'giveUpUpload',
  summary: 'Give an upload up',
  description: 'Removes its bytes. One that a submission already has is kept.',
  answers: { 204: { description: 'It is gone, and its bytes are.' } },
  problems: ['conflict'],
});
