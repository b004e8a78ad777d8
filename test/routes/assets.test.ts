import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

describe('GET /assets/{name}', () => {
  it.each([
    ['main-test.js', 'text/javascript; charset=utf-8'],
    ['styles-test.css', 'text/css; charset=utf-8'],
    ['logo-test.svg', 'image/svg+xml'],
  ])('GET /assets/%s, plain and in Brotli, may be cached for a year by every cache', async (name, type) => {
    const plain = await testApp.client().get(`/assets/${name}`);
    const small = await testApp.client().get(`/assets/${name}`, { 'accept-encoding': 'gzip, deflate, br' });
    for (const { status, headers } of [plain, small]) {
      expect(status).toBe(200);
      expect(headers.get('Content-Type')).toBe(type);
      expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('Vary')).toContain('Accept-Encoding');
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(small.headers.get('Content-Encoding')).toBe('br');
    const unpacked = brotliDecompressSync(Buffer.from(await small.arrayBuffer()));
    expect(unpacked.toString()).toBe(await plain.text());
  });

  it('GET /assets/{name}, a logo opened by itself, may run no script and load nothing', async () => {
    const { headers } = await testApp.client().get('/assets/logo-test.svg');
    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('GET /assets/{name}, with Accept-Encoding br;q=0, answers plain bytes', async () => {
    for (const refused of ['br;q=0', 'gzip, br;q=0.0', '*;q=0']) {
      const response = await testApp.client().get('/assets/main-test.js', { 'accept-encoding': refused });
      expect([refused, response.headers.get('Content-Encoding')]).toEqual([refused, null]);
    }
  });

  it.each([
    'manifest.json',
    'nothing.js',
    '..%2Fpackage.json',
    'main-test.js.br',
    '%2e%2e%2fstage.ts',
    'constructor',
    '__proto__',
  ])('GET /assets/%s, which is no asset, answers 404 (attack 65)', async (name) => {
    expect((await testApp.client().get(`/assets/${name}`)).status).toBe(404);
  });
});
