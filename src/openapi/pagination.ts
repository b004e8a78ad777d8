import * as z from 'zod';
import { message } from '../messages/message.ts';
import { says } from '../problems/validation.ts';
import { lazySchema } from './lazy-schema.ts';

/** Returns the schema of one page of a list, newest first. */
export function listOf(id: string, item: () => z.ZodType) {
  return lazySchema(() =>
    z
      .strictObject({
        items: z.array(item()),
        nextCursor: z
          .string()
          .nullable()
          .meta({ description: 'The `cursor` of the next page; null on the last page.' }),
      })
      .meta({ id }),
  );
}

/**
 * Returns the schema of a list's query. `limit` is 1–100, 25 by default; `cursor` is the key in the table at which the
 * page before ended.
 * @param kind the first part of the keys of this list, or of the lists that it may be
 */
export function pageQuery(
  kind: 'SUBMISSION' | 'USER' | 'JOB' | 'EXPORT' | 'DECISIONS' | 'FOUND|OPEN' | 'SHARE' | 'USE',
) {
  const place = new RegExp(`^(?:${kind})#[\\d:.TZ-]{24}#[\\w-]{1,64}$`);
  const notLimit = says(message('page-limit-expected', { max: 100 }));
  const notCursor = says('cursor-unknown');
  return z.object({
    limit: z.coerce
      .number(notLimit)
      .int(notLimit)
      .min(1, notLimit)
      .max(100, notLimit)
      .default(25)
      .meta({ type: 'integer', minimum: 1, maximum: 100, default: 25, description: 'The most items on a page.' }),
    cursor: z
      .string(notCursor)
      .transform((text) => Buffer.from(text, 'base64url').toString())
      .refine((text) => place.test(text), notCursor)
      .optional()
      .meta({ description: 'The `nextCursor` of the page before.' }),
  });
}

/** Returns the cursor for a key in the table, as `nextCursor` has it. */
export function toCursor(place: string | null): string | null {
  return place && Buffer.from(place).toString('base64url');
}
