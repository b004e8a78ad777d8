import { expect, it } from 'vitest';
import { send } from './request.ts';
import { start } from './start.ts';

it.each([
  ['a function URL', { stream: true }, 300_000],
  ['an HTTP API', { stream: false }, 29_000],
])('GET through %s, no time-out is set, leaves the function the default one', async (_, options, timeoutMs) => {
  const gateway = await start('echo', options);
  const askedAt = performance.now();
  const { remainingMs } = JSON.parse((await send(gateway.url, '/')).text);
  expect(remainingMs).toBeLessThanOrEqual(timeoutMs);
  expect(remainingMs).toBeGreaterThanOrEqual(timeoutMs - Math.ceil(performance.now() - askedAt));
});
