import { describe, expect, it } from 'vitest';
import { entries } from '../../cli/gateway-entries.ts';
import { send } from '../../packages/lambda-gateway/test/request.ts';
import { start } from '../../packages/lambda-gateway/test/start.ts';
import { full, properties } from '../template/deployments.ts';

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
