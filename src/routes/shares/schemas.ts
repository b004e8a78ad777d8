import * as z from 'zod';
import { jsonObject } from '../../openapi/json-object.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';

/** The schema of a program's request to open a link. */
export const OpenShareBody = jsonObject({
  password: z.string(says('password-expected')).max(1000, says('password-too-long')).optional(),
  file: z
    .string(says('text-expected'))
    .max(64, says('id-expected'))
    .optional()
    .meta({ description: 'The id of a file, to be redirected to it.' }),
}).meta({ id: 'OpenShare', example: { password: 'three words together' } });

/** The schema of the files behind a link. */
export const OpenedShareJson = lazySchema(() =>
  z
    .strictObject({
      form: z.string().meta({ example: 'documents' }),
      sender: z.string().meta({ example: 'Ada' }),
      expiresAt: time(),
      files: z.array(
        z
          .strictObject({
            id: identifier(),
            filename: z.string().meta({ example: 'report.pdf' }),
            contentType: z.string(),
            size: z.int(),
            url: z
              .string()
              .nullable()
              .meta({ description: 'Valid for a few minutes; null while it may not be fetched.' }),
          })
          .meta({ id: 'SharedFile' }),
      ),
    })
    .meta({ id: 'OpenedShare' }),
);
