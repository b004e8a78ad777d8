import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

/**
 * Whether the client prefers a page. Browsers that navigate name `text/html`; everything else, no `Accept` and a bare
 * wildcard too, gets JSON.
 */
export function prefersPage(c: Context): boolean {
  return preferredType(c, ['application/json', 'text/html'], 'application/json') === 'text/html';
}

/** Whether the client has asked for JSON by name: where a file's address answers with JSON instead of a redirect. */
export function asksForJson(c: Context): boolean {
  return preferredType(c, ['application/json', 'text/html'], 'anything') === 'application/json';
}

function preferredType(c: Context, supported: string[], otherwise: string): string {
  return accepts(c, { header: 'Accept', supports: supported, default: otherwise });
}
