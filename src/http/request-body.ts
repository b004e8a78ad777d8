import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { invalidValues, toFieldErrors } from '../problems/validation.ts';
import { mebibytes } from '../values/byte-size.ts';
import { InvalidJson, readStrictJson } from '../values/strict-json.ts';
import type { AppEnv } from './app-env.ts';
import { countPairs, readUrlEncoded } from './form-urlencoded.ts';

/** No request of ours carries files, so this is plenty. */
const maxBodyBytes = mebibytes(1);

/** No form of ours has nearly as many names and values. Each costs time, wherever they are looked through. */
const maxFormValues = 5000;

const refuseLargeBody = (): never => {
  throw new ProblemError(
    new Problem('too-large', 'This request is too large. Files are sent to storage, never with the form.'),
  );
};
const limitUnknownLength = bodyLimit({ maxSize: maxBodyBytes, onError: refuseLargeBody });

/**
 * Refuses a body that is too large. One whose length is said stays untouched: a body that has been begun and is not read
 * to its end, since the request is refused, costs the client its connection.
 */
export const limitBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const length = c.req.header('Content-Length');
  if (length === undefined || c.req.header('Transfer-Encoding') !== undefined)
    return toItsEnd(limitUnknownLength(c, next));
  const hasBody = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  if (hasBody && !(Number(length) <= maxBodyBytes)) refuseLargeBody();
  return next();
};

/**
 * Before a declared operation's schema sees a body: it must be JSON. Where there may be none, no bytes are none, whatever
 * they are called: `curl -d ''` and `wget --post-data ''` call them a form.
 * @throws ProblemError with 415 for another content type, 400 for what {@link readStrictJson} does not take and for what
 *   breaks off
 */
export function jsonBody({ isOptional }: { isOptional: boolean }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (isOptional && (await toItsEnd(c.req.text())) === '') c.req.raw = withoutType(c.req.raw);
    else await readAnyJson(c);
    await next();
  };
}

/**
 * The body, JSON or an HTML form's, as JSON that nobody has checked yet; from a form all values are texts.
 * @throws ProblemError as {@link readForm} does, with 415 for another content type, and with 400 for what
 *   {@link readStrictJson} does not take
 */
export async function readJsonOrForm(c: Context<AppEnv>): Promise<{ json: unknown } | { form: URLSearchParams }> {
  const form = await readForm(c);
  return form ? { form } : { json: await readAnyJson(c) };
}

/**
 * What an HTML form sent; `undefined` when the body is none of one.
 * @throws ProblemError with 400 when it cannot be read, 413 when it has very many values, 415 when it carries a file
 */
export async function readForm(c: Context<AppEnv>): Promise<URLSearchParams | undefined> {
  const type = mediaTypeOf(c);
  if (type === 'application/x-www-form-urlencoded') return readPairs(await toItsEnd(c.req.text()));
  return type === 'multipart/form-data' ? readMultipart(c) : undefined;
}

/** @throws ProblemError with 422, a sentence for each field */
export function parseOrThrow<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const checked = check(schema, value);
  if (checked instanceof Problem) throw new ProblemError(checked);
  return checked;
}

/** The value, or the problem with a sentence for each field, where a form is shown again with it. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | Problem {
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
    throw new ProblemError(new Problem('type-not-accepted', 'Send JSON, with the content type application/json.'));
  }
  const bytes = await toItsEnd(c.req.arrayBuffer());
  try {
    return readStrictJson(bytes);
  } catch (error) {
    if (error instanceof InvalidJson) throw new ProblemError(new Problem('malformed', error.message));
    throw error;
  }
}

/**
 * Waits for a body. The client that goes away before its end has made a mistake, if anybody has: no error of ours.
 * @throws ProblemError with 400, which only a client that still listens gets to know
 */
async function toItsEnd<Body>(reading: Promise<Body>): Promise<Body> {
  try {
    return await reading;
  } catch (error) {
    // Node's, for a connection that has ended: nothing but the client's is read from here.
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    throw new ProblemError(new Problem('malformed', 'The request broke off before its end. Send it again.'));
  }
}

function readPairs(text: string): URLSearchParams {
  refuseManyValues(countPairs(text));
  return readUrlEncoded(text);
}

/** @throws ProblemError when a part carries file bytes: they go to the bucket */
async function readMultipart(c: Context<AppEnv>): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  const parts = await c.req.formData().catch(() => {
    throw new ProblemError(new Problem('malformed', 'The form could not be read.'));
  });
  refuseManyValues([...parts.keys()].length);
  for (const [name, value] of parts) {
    if (typeof value === 'string') fields.append(name, value);
    else if (value.size > 0)
      throw new ProblemError(new Problem('type-not-accepted', 'Files are sent to storage, never with the form.'));
  }
  return fields;
}

function refuseManyValues(count: number): void {
  if (count <= maxFormValues) return;
  const detail = `This form has more than ${maxFormValues} values. Send fewer at once.`;
  throw new ProblemError(new Problem('too-large', detail));
}

function mediaTypeOf(c: Context<AppEnv>): string {
  return (c.req.header('Content-Type')?.split(';')[0] ?? '').trim().toLowerCase();
}
