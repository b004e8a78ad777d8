import { expect, it } from 'vitest';

it.each(['handler', 'stream-handler', 'spill'])(
  'import of %s, leaves the globals of Node as they are',
  async (name) => {
    const { Request, Response, fetch, Headers } = globalThis;
    await import(`../src/${name}.ts`);
    expect(globalThis.Request).toBe(Request);
    expect(globalThis.Response).toBe(Response);
    expect(globalThis.fetch).toBe(fetch);
    expect(globalThis.Headers).toBe(Headers);
  },
);
