import * as z from 'zod';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { scanStates } from '../../records/scan-record.ts';
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

/** The schema of a file's scan. */
export const ScanJson = lazySchema(() =>
  z
    .strictObject({
      state: z.enum(scanStates).meta({
        description:
          'An `infected` file is removed. One that is `unscannable` or `failed` can be fetched once a reviewer has released it. A file that is never scanned is `off`.',
      }),
      scanner: z.enum(['clamd', 'guardduty']).nullable(),
      at: time().nullable().meta({ description: 'The time of the verdict.' }),
      signature: z.string().nullable().meta({ description: 'The name of what was found.', example: null }),
      reason: z.enum(['encrypted', 'too-large', 'not-supported']).nullable(),
      releasedBy: z
        .strictObject({ id: identifier(), username: z.string() })
        .nullable()
        .meta({ description: 'For reviewers.' }),
      releasedAt: time().nullable(),
    })
    .meta({ id: 'Scan', description: 'How the scan of a file for malware went.' }),
);

/** The schema of a verified file at rest. */
export const StoredFileJson = lazySchema(() =>
  z
    .strictObject(storedFileMembers())
    .meta({ id: 'StoredFile', description: 'A file that storage has received and that passed all checks.' }),
);

/** The schema of a file with its scan, as the address of its submission shows it. */
export const ScannedFileJson = lazySchema(() =>
  z.strictObject({ ...storedFileMembers(), scan: ScanJson() }).meta({ id: 'ScannedFile' }),
);

function storedFileMembers() {
  return {
    id: identifier(),
    filename: z.string().meta({ example: 'boots.png' }),
    contentType: z.string().meta({ example: 'image/png' }),
    size: z.int().meta({ description: 'In bytes.', example: 48_213 }),
    sha256: checksum('SHA-256'),
    crc32: checksum('CRC-32'),
  };
}
