import { createHook } from 'node:async_hooks';
import { randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { hashPassword, verifyPassword } from '../../../src/accounts/passwords/password.ts';
import { endlessTexts } from '../../support/endless-texts.ts';
import { expectInProportion } from '../../support/in-proportion.ts';

describe('hashPassword', () => {
  it('hashPassword, one password twice, gives two hashes that both verify', async () => {
    const [one, other] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(one).not.toBe(other);
    expect(await verifyPassword('correct horse', one)).toBe(true);
    expect(await verifyPassword('correct horse', other)).toBe(true);
  });

  it('hashPassword, any password, states the parameters of OWASP and nothing of the password', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^(argon2id\$19456,2,1|scrypt\$131072,8,1)\$[\w-]{22}\$[\w-]{43}$/);
    expect(hash).not.toContain('horse');
  });
});

describe('verifyPassword', () => {
  it('verifyPassword, another password, false', async () => {
    const hash = await hashPassword('correct horse');
    for (const wrong of ['correct hors', 'Correct horse', 'correct horse ', '', hash])
      expect(await verifyPassword(wrong, hash)).toBe(false);
  });

  it('verifyPassword, a scrypt hash of a runtime without argon2, true', async () => {
    const salt = randomBytes(16);
    const derived = scryptSync('correct horse', salt, 32, { N: 1024, r: 8, p: 1 });
    const hash = `scrypt$1024,8,1$${salt.toString('base64url')}$${derived.toString('base64url')}`;
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('another horse', hash)).toBe(false);
  });

  it('verifyPassword, the same password in another Unicode form, true', async () => {
    expect(await verifyPassword('gru\u0308n', await hashPassword('gr\u00fcn'))).toBe(true);
  });

  it.each(endlessTexts(1_000_000))(
    'verifyPassword, a million bytes of %s, is wrong at once (attack 197)',
    async (_what, text) => {
      const hash = await hashPassword('correct horse');
      await expectInProportion(text.length, async () => expect(await verifyPassword(text, hash)).toBe(false));
    },
  );

  it('verifyPassword, without a user, takes as long as with one (attack 85)', async () => {
    const hash = await hashPassword('correct horse');
    const time = async (stored: string | undefined) => {
      const before = process.cpuUsage();
      expect(await verifyPassword('wrong', stored)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await time(undefined);
    // Processor time in turns, the shortest of each: independent of other load on the machine.
    const knownTimes: number[] = [];
    const unknownTimes: number[] = [];
    for (let round = 0; round < 6; round++) {
      knownTimes.push(await time(hash));
      unknownTimes.push(await time(undefined));
    }
    const [known, unknown] = [Math.min(...knownTimes), Math.min(...unknownTimes)];
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it('verifyPassword, the first unknown user of a process, hashes once as for any other (attack 85)', async () => {
    vi.resetModules();
    const fresh = await import('../../../src/accounts/passwords/password.ts');
    const hashings: string[] = [];
    const hook = createHook({
      init: (_id, type) => {
        if (/^(ARGON2|SCRYPT)/i.test(type)) hashings.push(type);
      },
    }).enable();
    try {
      await fresh.verifyPassword('wrong', undefined);
    } finally {
      hook.disable();
    }
    expect(hashings).toHaveLength(1);
  });

  it('verifyPassword, a hash of an unknown algorithm, throws', async () => {
    await expect(verifyPassword('x', 'md5$1$x$x')).rejects.toThrow('md5');
  });
});
