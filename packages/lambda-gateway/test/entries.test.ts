import { describe, expect, it } from 'vitest';
import { full, properties } from '../../../test/template/deployments.ts';
import { entries } from '../src/entries.ts';
import { send } from './request.ts';
import { start } from './start.ts';

describe('entries', () => {
  it.each([
    ['httpApi', 'App'],
    ['functionUrl', 'StreamApp'],
  ] as const)('%s, has handler and time-out of the function %s of the template', (entry, id) => {
    const { handler, timeoutMs } = entries[entry];
    expect(properties(full, id)).toMatchObject({ Handler: `lambda.${handler}`, Timeout: timeoutMs / 1000 });
  });

  it('GET through a function URL, whose time-out nobody has set, leaves the function five minutes', async () => {
    const gateway = await start('echo', { stream: true });
    const askedAt = performance.now();
    const { remainingMs } = JSON.parse((await send(gateway.url, '/')).text);
    expect(remainingMs).toBeLessThanOrEqual(300_000);
    expect(remainingMs).toBeGreaterThanOrEqual(300_000 - Math.ceil(performance.now() - askedAt));
  });
});
