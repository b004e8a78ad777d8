import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countAttempt, networkOf, type RateLimit } from '../../src/rate-limit/rate-limit.ts';
import { newId } from '../../src/values/id.ts';
import { inWords } from '../support/problems-in-words.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { beginWindow } from '../support/users.ts';

describe('networkOf', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('networkOf, %s, gives %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('countAttempt', () => {
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await startTestApp();
  });
  afterAll(() => testApp.close());

  const limit: RateLimit = { name: 'test', max: 5, windowSeconds: 600, counted: 'sign-in' };

  beforeEach(() => beginWindow(testApp, limit.windowSeconds));

  it('countAttempt, many at the same moment, admits no more than the limit (attack 85)', async () => {
    const who = newId();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () => countAttempt(testApp.dependencies, limit, who)),
    );
    expect(attempts.filter((attempt) => attempt.problem === undefined)).toHaveLength(5);
  });

  it('countAttempt, an attempt given back or a new window, admits again', async () => {
    const who = newId();
    for (let count = 0; count < 12; count++) {
      const attempt = await countAttempt(testApp.dependencies, limit, who);
      expect(attempt.problem).toBeUndefined();
      await attempt.undo();
    }
    for (let count = 0; count < 5; count++) await countAttempt(testApp.dependencies, limit, who);
    const problem = (await countAttempt(testApp.dependencies, limit, who)).problem;
    expect(inWords(problem)).toMatchObject({
      kind: 'limit-reached',
      detail: expect.stringContaining('Too many failed attempts. Wait'),
    });
    testApp.advanceSeconds(problem?.retryAfterSeconds ?? 0);
    expect((await countAttempt(testApp.dependencies, limit, who)).problem).toBeUndefined();
  });
});
