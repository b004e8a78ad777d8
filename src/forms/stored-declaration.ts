import * as z from 'zod';
import { declarationFormat, type FormDeclaration } from './form-declaration.ts';

/**
 * Returns the declaration in a stored item. It ignores members, types of fields and languages that this source does not
 * know: after a roll-back, the table has what later source has written.
 *
 * @returns `undefined` for no item, for one of another format, and for one that is damaged
 */
export function readDeclaration(item: unknown): FormDeclaration | undefined {
  storedSchema ??= makeSchema();
  return storedSchema.safeParse(item).data?.declaration;
}

/** Made with the first item to read, for which no start waits. */
let storedSchema: ReturnType<typeof makeSchema> | undefined;

function makeSchema() {
  const text = z.union([z.string(), z.record(z.string(), z.string())]);
  const limits = z.record(z.string(), z.number());
  const named = { name: z.string(), label: text, hint: text.optional(), required: z.boolean() };
  const field = z.object({
    ...named,
    type: z.string(),
    missing: text.optional(),
    limits,
    options: z.array(z.object({ value: z.string(), label: text })).optional(),
  });
  const fileField = z.object({
    ...named,
    accept: z.array(z.string()),
    maxBytes: z.number(),
    minFiles: z.number(),
    maxFiles: z.number(),
    picture: limits.optional(),
    archive: limits.optional(),
  });
  const declaration = z.object({
    slug: z.string(),
    title: text,
    description: text,
    place: z.string(),
    fields: z.array(field),
    fileFields: z.array(fileField),
  });
  return z.object({ format: z.literal(declarationFormat), declaration });
}
