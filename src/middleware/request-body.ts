import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { mebibytes } from '../byte-size.ts';
import { Refused } from '../errors.ts';
import { invalidValues, toFieldErrors } from '../field-errors.ts';
import { Refusal } from '../refusal.ts';

/** No request of ours carries files, so this is plenty. */
const maxBodyBytes = mebibytes(1);

export const limitBody: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new Refused(
      new Refusal('too-large', 'This request is too large. Files are sent to storage, never with the form.'),
    );
  },
});

/**
 * Before a declared operation's schema sees a body: it must be JSON. Where there may be none, no bytes are none, whatever
 * they are called: `curl -d ''` and `wget --post-data ''` call them a form.
 * @throws Refused with 415 for another content type, 400 for malformed JSON
 */
export function bodyOfJson({ isOptional }: { isOptional: boolean }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (isOptional && (await c.req.text()) === '') c.req.raw = withoutType(c.req.raw);
    else await readAnyJson(c);
    await next();
  };
}

/**
 * The body, JSON or an HTML form's, as JSON that nobody has checked yet; from a form all values are texts.
 * @throws Refused with 415 for another content type, 400 for malformed JSON
 */
export async function readJsonOrForm(c: Context<AppEnv>): Promise<{ json: unknown } | { form: URLSearchParams }> {
  const form = await readForm(c);
  return form ? { form } : { json: await readAnyJson(c) };
}

/**
 * What an HTML form sent; `undefined` when the body is none of one.
 * @throws Refused with 400 when it cannot be read, 415 when it carries a file
 */
export async function readForm(c: Context<AppEnv>): Promise<URLSearchParams | undefined> {
  const type = mediaTypeOf(c);
  if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(await c.req.text());
  return type === 'multipart/form-data' ? readMultipart(c) : undefined;
}

/** @throws Refused with 422, a sentence for each field */
export function checkAgainst<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const checked = check(schema, value);
  if (checked instanceof Refusal) throw new Refused(checked);
  return checked;
}

/** The value, or the refusal with a sentence for each field, where a form is shown again with it. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | Refusal {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : invalidValues(toFieldErrors(parsed.error));
}

/** The library behind declared operations goes by the type of a body, also where there are no bytes. */
function withoutType({ url, method, headers, signal }: Request): Request {
  const named = new Headers(headers);
  named.delete('Content-Type');
  return new Request(url, { method, headers: named, signal });
}

async function readAnyJson(c: Context<AppEnv>): Promise<unknown> {
  if (mediaTypeOf(c) !== 'application/json') {
    throw new Refused(new Refusal('type-not-accepted', 'Send JSON, with the content type application/json.'));
  }
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw new Refused(new Refusal('malformed', 'The body is not valid JSON.'));
  }
}

/** @throws Refused when a part carries file bytes: they go to the bucket */
async function readMultipart(c: Context<AppEnv>): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  const parts = await c.req.formData().catch(() => {
    throw new Refused(new Refusal('malformed', 'The form could not be read.'));
  });
  for (const [name, value] of parts) {
    if (typeof value === 'string') fields.append(name, value);
    else if (value.size > 0)
      throw new Refused(new Refusal('type-not-accepted', 'Files are sent to storage, never with the form.'));
  }
  return fields;
}

function mediaTypeOf(c: Context<AppEnv>): string {
  return (c.req.header('Content-Type')?.split(';')[0] ?? '').trim().toLowerCase();
}
