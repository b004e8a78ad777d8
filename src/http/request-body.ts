import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import { message } from '../messages/message.ts';
import { ProblemError } from '../problems/errors.ts';
import { Problem } from '../problems/problem.ts';
import { invalidValues, toFieldErrors } from '../problems/validation.ts';
import { mebibytes } from '../values/byte-size.ts';
import { InvalidJson, readStrictJson } from '../values/strict-json.ts';
import type { AppEnv } from './app-env.ts';
import { countPairs, readUrlEncoded } from './form-urlencoded.ts';

/** The largest body. No request of ours carries files, so this is plenty. */
const maxBodyBytes = mebibytes(1);

/** The most values in a form. No form of ours has nearly as many, and each costs time in every search. */
const maxFormValues = 5000;

const refuseLargeBody = (): never => {
  throw new ProblemError(new Problem('too-large', 'body-too-large'));
};
const limitUnknownLength = bodyLimit({ maxSize: maxBodyBytes, onError: refuseLargeBody });

/**
 * Refuses a body that is too large. It leaves a body with a Content-Length unread: when a server reads a part of a body
 * and then refuses the request, the client loses its connection.
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
 * Requires JSON, before a declared operation's schema sees the body. Where the body is optional, an empty one counts as
 * absent under any content type: `curl -d ''` and `wget --post-data ''` call it a form.
 * @throws ProblemError with 415 for another content type, 400 for JSON that {@link readStrictJson} refuses and for a
 *   body that breaks off
 */
export function jsonBody({ isOptional }: { isOptional: boolean }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (isOptional && (await toItsEnd(c.req.text())) === '') c.req.raw = withoutType(c.req.raw);
    else await readAnyJson(c);
    await next();
  };
}

/**
 * Returns the body, JSON or an HTML form's, as unchecked JSON; from a form all values are texts.
 * @throws ProblemError as {@link readForm} does, with 415 for another content type, and with 400 for JSON that {@link
 *   readStrictJson} refuses
 */
export async function readJsonOrForm(c: Context<AppEnv>): Promise<{ json: unknown } | { form: URLSearchParams }> {
  const form = await readForm(c);
  return form ? { form } : { json: await readAnyJson(c) };
}

/**
 * Returns the values of a posted HTML form; `undefined` for any other body.
 * @throws ProblemError with 400 when it cannot be read, 413 when it has very many values, 415 when it carries a file
 */
export async function readForm(c: Context<AppEnv>): Promise<URLSearchParams | undefined> {
  const type = mediaTypeOf(c);
  if (type === 'application/x-www-form-urlencoded') return readPairs(await toItsEnd(c.req.text()));
  return type === 'multipart/form-data' ? readMultipart(c) : undefined;
}

/**
 * Returns the parsed value.
 * @throws ProblemError with 422, a sentence for each field
 */
export function parseOrThrow<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const checked = check(schema, value);
  if (checked instanceof Problem) throw new ProblemError(checked);
  return checked;
}

/**
 * Returns the parsed value, or the problem with a sentence for each field. Routes that show a form again with the
 * problem use it.
 */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | Problem {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : invalidValues(toFieldErrors(parsed.error));
}

/**
 * Returns the request without Content-Type. The library behind declared operations goes by that header, also for an
 * empty body.
 */
function withoutType({ url, method, headers, signal }: Request): Request {
  const named = new Headers(headers);
  named.delete('Content-Type');
  return new Request(url, { method, headers: named, signal });
}

async function readAnyJson(c: Context<AppEnv>): Promise<unknown> {
  if (mediaTypeOf(c) !== 'application/json') {
    throw new ProblemError(new Problem('type-not-accepted', 'json-expected'));
  }
  const bytes = await toItsEnd(c.req.arrayBuffer());
  try {
    return readStrictJson(bytes);
  } catch (error) {
    if (error instanceof InvalidJson) throw new ProblemError(new Problem('malformed', `json-${error.reason}`));
    throw error;
  }
}

/**
 * Waits for a body. A client that disconnects before its end is no error of ours.
 * @throws ProblemError with 400, which reaches only a client that still listens
 */
async function toItsEnd<Body>(reading: Promise<Body>): Promise<Body> {
  try {
    return await reading;
  } catch (error) {
    // Node's error for a connection that has ended: the app reads only the client's connection here.
    if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    throw new ProblemError(new Problem('malformed', 'body-broken-off'));
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
    throw new ProblemError(new Problem('malformed', 'form-unreadable'));
  });
  refuseManyValues([...parts.keys()].length);
  for (const [name, value] of parts) {
    if (typeof value === 'string') fields.append(name, value);
    else if (value.size > 0) throw new ProblemError(new Problem('type-not-accepted', 'files-in-body'));
  }
  return fields;
}

function refuseManyValues(count: number): void {
  if (count <= maxFormValues) return;
  throw new ProblemError(new Problem('too-large', message('too-many-values', { max: maxFormValues })));
}

function mediaTypeOf(c: Context<AppEnv>): string {
  return (c.req.header('Content-Type')?.split(';')[0] ?? '').trim().toLowerCase();
}
