import * as z from 'zod';
import { tokenCharacters } from '../values/header-text.ts';
import { parseStrictJson } from '../values/strict-json.ts';

/** The settings of an API that the app forwards to. */
export interface UpstreamSettings {
  /** The URL below which its paths begin. */
  readonly url: string;
  /** Sent with each request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly access: UpstreamAccess;
  /** The longest wait for its response to begin, and then for every silence in it. */
  readonly timeoutMs: number;
}

/** The users who may send requests to an upstream through the app. */
export type UpstreamAccess = 'anyone' | 'signed-in' | 'admins';

/** The settings of each upstream, by its name. */
export type UpstreamsSettings = Readonly<Record<string, UpstreamSettings>>;

const headerValue = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;
/** Headers that the configuration cannot set: they come from the client or belong to the connection. */
const notConfigurable =
  /^(?:accept-encoding|connection|content-length|expect|host|if-.*|keep-alive|proxy-.*|range|te|trailer|transfer-encoding|upgrade)$/;

const headerName = z
  .string()
  .regex(new RegExp(`^[${tokenCharacters}]+$`), 'must be a header name')
  .toLowerCase()
  .refine((name) => !notConfigurable.test(name), 'cannot be set here');

const upstreamSettings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://api.example.com/v1' })
    .refine((url) => !/[?#]|\/\/[^/]*@/.test(url), 'must be without user, query and fragment'),
  headers: z
    .record(headerName, z.string().regex(headerValue, 'must be a header value in ASCII, or env:NAME'))
    .default({}),
  access: z.enum(['anyone', 'signed-in', 'admins']),
  timeoutMs: z.int().min(1).max(900_000).default(25_000),
});

/** The shape of an upstream's name, in `UPSTREAMS` and in addresses. */
export const upstreamNamePattern = /^[a-z\d][a-z\d-]{0,62}$/;

const name = z.string().regex(upstreamNamePattern, 'must be a name of a-z, 0-9 and hyphens');

/** The schema of `UPSTREAMS`. */
export const upstreamsJson = z
  .string()
  .transform((text, context): unknown => {
    try {
      const named = parseStrictJson(text);
      // Zod drops the name `__proto__` without an error.
      if (Object.hasOwn(Object(named), '__proto__')) context.addIssue('__proto__ is no name');
      return named;
    } catch {
      context.addIssue(
        'must be JSON such as {"reports": {"url": "https://api.example.com/v1", "access": "signed-in"}}, each name once',
      );
      return z.NEVER;
    }
  })
  .pipe(z.record(name, upstreamSettings));

/**
 * Replaces `env:NAME` with the value of that variable, so that `UPSTREAMS` itself holds no secret.
 *
 * @param refuse throws an error with a sentence that holds no variable's value
 */
export function withSecrets(
  upstreams: UpstreamsSettings,
  environment: Readonly<Record<string, string | undefined>>,
  refuse: (problem: string) => never,
): UpstreamsSettings {
  const resolve = (upstream: string, header: string, value: string) => {
    if (!value.startsWith('env:')) return value;
    const variable = value.slice('env:'.length);
    const secret = environment[variable]?.trim();
    if (!secret) return refuse(`UPSTREAMS: ${upstream} wants ${variable} for its header ${header}: must be set`);
    if (headerValue.test(secret)) return secret;
    return refuse(`${variable}: must be a header value in ASCII (for ${upstream} in UPSTREAMS)`);
  };
  return Object.fromEntries(
    Object.entries(upstreams).map(([upstream, settings]) => {
      const headers = Object.entries(settings.headers);
      const resolved = headers.map(([header, value]) => [header, resolve(upstream, header, value)]);
      return [upstream, { ...settings, headers: Object.fromEntries(resolved) }];
    }),
  );
}
