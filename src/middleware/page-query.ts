import type { Context } from 'hono';
import { z } from 'zod';
import type { AppEnv } from '../app-env.ts';
import { checkAgainst } from './request-body.ts';

/**
 * Which page of a list is asked for: `limit` (1–100, 25 by default) and `cursor`, which is the place in the table
 * where the page before ended. `kind` is how the places of this list begin.
 * @throws Refused with 422 for anything else
 */
export function readPageQuery(
  c: Context<AppEnv>,
  kind: 'SUBMISSION' | 'USER',
): { limit: number; after: string | undefined } {
  const place = new RegExp(`^${kind}#[\\d:.TZ-]{24}#[\\w-]+$`);
  const PageQuery = z.object({
    limit: z.coerce.number('This must be a number from 1 to 100.').int().min(1).max(100).default(25),
    cursor: z
      .string()
      .transform((text) => Buffer.from(text, 'base64url').toString())
      .refine((text) => place.test(text), 'This is not a cursor that a list gave out.')
      .optional(),
  });
  const { limit, cursor } = checkAgainst(PageQuery, c.req.query());
  return { limit, after: cursor };
}

/** The cursor to a place, as `nextCursor` gives it out. */
export function toCursor(place: string | null): string | null {
  return place && Buffer.from(place).toString('base64url');
}
