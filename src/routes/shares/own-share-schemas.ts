import * as z from 'zod';
import { jsonObject } from '../../openapi/json-object.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';

/** The schema of a new link's settings. The terms of the form bound them; `createShare` has the rules. */
export const NewShareBody = jsonObject({
  file: z
    .string(says('text-expected'))
    .max(64, says('id-expected'))
    .optional()
    .meta({ description: 'The id of a file; without it, the link opens the whole submission.' }),
  expiresInDays: z.number(says('number-expected')).optional(),
  password: z.string(says('password-expected')).max(1000, says('password-too-long')).optional(),
  maxUses: z.number(says('number-expected')).optional().meta({ description: 'How often people may open it.' }),
}).meta({ id: 'NewShare', example: { expiresInDays: 7 } });

const share = () => ({
  id: identifier(),
  submissionId: identifier(),
  fileId: identifier().nullable(),
  filename: z.string().nullable(),
  maker: z.strictObject({ id: identifier(), username: z.string() }),
  createdAt: time(),
  expiresAt: time(),
  hasPassword: z.boolean(),
  uses: z.int(),
  maxUses: z.int().nullable(),
  lastUsedAt: time().nullable(),
  revokedAt: time().nullable(),
  state: z
    .enum(['works', 'expired', 'used-up', 'revoked', 'blocked'])
    .meta({ description: '`blocked`: its maker has lost the right to share.' }),
});

/** The schema of a link to share, without its secret. */
export const ShareJson = lazySchema(() => z.strictObject(share()).meta({ id: 'Share' }));

/** The schema of one use of a link. */
export const ShareUseJson = lazySchema(() =>
  z
    .strictObject({
      at: time(),
      client: z.string().meta({ description: 'The kind of the client; a link knows no more.', example: 'curl' }),
      fileId: identifier().nullable().meta({ description: 'The file that was fetched; null where it only opened.' }),
    })
    .meta({ id: 'ShareUse' }),
);

/** The schema of a link that was just made. */
export const MadeShareJson = lazySchema(() =>
  z
    .strictObject({ ...share(), url: z.url().meta({ description: 'The link, shown here and never again.' }) })
    .meta({ id: 'MadeShare' }),
);
