import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { asksForJson, prefersBrotli, prefersPage } from '../../src/http/negotiation.ts';

const app = new Hono();
app.get('/', (c) => c.json({ page: prefersPage(c), json: asksForJson(c), brotli: prefersBrotli(c) }));

async function wishesOf(headers: Record<string, string>): Promise<{ page: boolean; json: boolean; brotli: boolean }> {
  return (await app.request('/', { headers })).json();
}

/** The headers of browsers and well-known programs, then every case of RFC 9110, section 12.5.1. */
const accepts: readonly [accept: string, page: boolean, json: boolean][] = [
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', true, false],
  ['text/html, application/xhtml+xml, image/jxr, */*', true, false],
  ['*/*', false, false],
  ['*', false, false],
  ['image/avif,image/webp,*/*;q=0.8', false, false],
  ['application/json, */*', false, true],
  ['application/json, text/plain, */*', false, true],
  ['application/json', false, true],
  ['APPLICATION/JSON', false, true],
  ['application/*', false, true],
  ['text/*', true, false],
  ['text/html', true, false],
  ['text/html; charset=utf-8', true, false],
  ['text/html, application/json', true, false],
  ['application/json, text/html', false, true],
  ['text/html;q=0.5, application/json;q=0.6', false, true],
  ['text/html;q=0.6, application/json;q=0.5', true, false],
  ['text/html;q=0.001, application/json;q=0', true, false],
  ['text/html;q=0, */*', false, false],
  ['text/html;q=0, application/json', false, true],
  ['application/json;q=0, */*', true, false],
  ['application/json;q=0, text/*', true, false],
  ['text/html;q=0', false, false],
  ['text/html;q=0, text/*', false, false],
  ['text/*;q=0.3, text/html;q=0.7, application/json;q=0.5', true, false],
  ['application/*;q=0.2, text/html;q=0.1', false, true],
  ['image/png', false, false],
  ['', false, false],
  [',;q=,,text/html;q=x;;', true, false],
];

describe('prefersPage and asksForJson', () => {
  it.each(accepts)(
    'prefersPage and asksForJson, Accept: %s, page %s and JSON by name %s',
    async (accept, page, json) => {
      expect(await wishesOf({ accept })).toMatchObject({ page, json });
    },
  );

  it('prefersPage and asksForJson, without Accept, both false', async () => {
    expect(await wishesOf({})).toMatchObject({ page: false, json: false });
  });
});

describe('prefersBrotli', () => {
  it.each([
    ['gzip, deflate, br, zstd', true],
    ['br', true],
    ['BR', true],
    ['br;q=0.001', true],
    ['*', true],
    ['gzip;q=1.0, *;q=0.5', true],
    ['br;q=0.5, gzip', true],
    ['br, identity', true],
    ['br;q=0', false],
    ['br;q=0.0, gzip', false],
    ['br ; Q = 0', false],
    ['*, br;q=0', false],
    ['br;q=0, *', false],
    ['*;q=0', false],
    ['identity, *;q=0', false],
    ['identity, br;q=0.5', false],
    ['gzip', false],
    ['x-br', false],
    ['br-x', false],
    ['gzip;br', false],
    ['', false],
  ])('prefersBrotli, Accept-Encoding: %s, %s', async (header, brotli) => {
    expect(await wishesOf({ 'accept-encoding': header })).toMatchObject({ brotli });
  });

  it('prefersBrotli, without Accept-Encoding, false', async () => {
    expect(await wishesOf({})).toMatchObject({ brotli: false });
  });
});
