import type { Context } from 'hono';
import { type Accept, parseAccept } from 'hono/utils/accept';

/**
 * True when the client prefers a page. Browsers that navigate name `text/html`; all other requests, also those without
 * `Accept` or with a bare wildcard, get JSON.
 */
export function prefersPage(c: Context): boolean {
  const { page, json } = preferences(c);
  return isPreferred(page, json);
}

/** True when `Accept` names JSON: then a file's address responds with JSON instead of a redirect. */
export function asksForJson(c: Context): boolean {
  const { page, json } = preferences(c);
  return json.isNamed && isPreferred(json, page);
}

/** True when the client accepts Brotli and does not prefer plain bytes (RFC 9110, section 12.5.3). */
export function prefersBrotli(c: Context): boolean {
  const header = parseAccept(c.req.header('Accept-Encoding') ?? '');
  const brotli = preferenceFor(header, ['br', '*']);
  return brotli.quality > 0 && brotli.quality >= preferenceFor(header, ['identity']).quality;
}

/** A header's preference for one representation, by the range that names it most exactly (RFC 9110, section 12.5.1). */
interface Preference {
  /** From 0, not acceptable, to 1. */
  readonly quality: number;
  /** True when the range is more than a bare wildcard. */
  readonly isNamed: boolean;
  /** The number of ranges that would name it more exactly. */
  readonly vagueness: number;
  /** The position of the range in the header. */
  readonly position: number;
}

function preferences(c: Context): { page: Preference; json: Preference } {
  const header = parseAccept(c.req.header('Accept') ?? '');
  return {
    // Some clients write `*` for all types.
    page: preferenceFor(header, ['text/html', 'text/*', '*/*', '*']),
    json: preferenceFor(header, ['application/json', 'application/*', '*/*', '*']),
  };
}

/**
 * Returns the preference for a representation.
 * @param ranges that match the representation, the most exact one first
 */
function preferenceFor(header: readonly Accept[], ranges: readonly string[]): Preference {
  const names = header.map(({ type }) => type.toLowerCase());
  const vagueness = ranges.findIndex((range) => names.includes(range));
  const range = ranges[vagueness] ?? '*';
  const position = names.indexOf(range);
  return { quality: header[position]?.q ?? 0, isNamed: !range.startsWith('*'), vagueness, position };
}

/**
 * True when the first is acceptable and preferred. Between equal qualities the more exact range decides, then the
 * order.
 */
function isPreferred(one: Preference, other: Preference): boolean {
  if (one.quality === 0 || one.quality !== other.quality) return one.quality > other.quality;
  if (one.vagueness !== other.vagueness) return one.vagueness < other.vagueness;
  return one.position < other.position;
}
