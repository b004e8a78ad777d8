import * as z from 'zod';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { signedRequestLifetimeSeconds, stableSeconds } from '../../storage/presigned-request.ts';

const FileAddressJson = lazySchema(() =>
  z
    .strictObject({
      url: z.url(),
      expiresAt: time(),
      filename: z.string(),
      contentType: z.string(),
      size: z.int(),
    })
    .meta({
      id: 'FileAddress',
      description: `A signed address of the file. Every client that has it can read the file, for ${signedRequestLifetimeSeconds / 60} minutes at most.`,
    }),
);

/** The responses of an operation that leads to a file. */
export const fileResponses = {
  200: { description: 'The address of the file, if `Accept` names `application/json`.', json: FileAddressJson },
  302: {
    description: 'Redirects to the file.',
    location: 'The signed address.',
  },
} as const;

const PreviewAddressJson = lazySchema(() =>
  z.strictObject({ url: z.url(), expiresAt: time() }).meta({
    id: 'PreviewAddress',
    description: `A signed address of a WebP, which stays the same for ${stableSeconds} seconds. Every client that has it can read the picture, until it expires.`,
  }),
);

/** The responses of an operation that leads to a preview. */
export const previewResponses = {
  200: { description: 'The address of the picture, if `Accept` names `application/json`.', json: PreviewAddressJson },
  302: { description: 'Redirects to the picture.', location: 'The signed address.' },
} as const;

const checksum = (name: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${name}, base64; null when storage has not verified it.` });

/** The schema of a verified file at rest. */
export const StoredFileJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      filename: z.string().meta({ example: 'boots.png' }),
      contentType: z.string().meta({ example: 'image/png' }),
      size: z.int().meta({ description: 'In bytes.', example: 48_213 }),
      sha256: checksum('SHA-256'),
      crc32: checksum('CRC-32'),
    })
    .meta({ id: 'StoredFile', description: 'A file that storage has received and that passed all checks.' }),
);
