import * as z from 'zod';
import { lazySchema } from './lazy-schema.ts';

/** A moment, as all answers write it. */
export const time = lazySchema(() =>
  z.iso.datetime().meta({ description: 'RFC 3339, UTC.', example: '2026-11-20T09:30:00.000Z' }),
);

/** The id of anything, as the app gave it out; opaque. */
export const identifier = lazySchema(() => z.string().meta({ example: '5nJ9l0Hq3mYc7dV1sTgXzK2B' }));

const checksum = (name: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${name}, base64; null where nobody has proven it.` });

/** A verified file at rest. */
export const StoredFile = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      filename: z.string().meta({ example: 'boots.png' }),
      contentType: z.string().meta({ example: 'image/png' }),
      size: z.int().meta({ description: 'In bytes.', example: 48_213 }),
      sha256: checksum('SHA-256'),
      crc32: checksum('CRC-32'),
    })
    .meta({ id: 'StoredFile', description: 'A file that storage has confirmed.' }),
);
