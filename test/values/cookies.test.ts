import { expect, it } from 'vitest';
import { appCookie, appCookieNames } from '../../src/values/cookies.ts';

it.each(appCookieNames)(
  'attack 78: the cookie %s is bound to the host and to https wherever that is possible',
  (name) => {
    const over = (publicUrl: string) => appCookie(publicUrl, name);
    expect(over('https://files.example.com')).toEqual({
      name: `__Host-${name}`,
      options: { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
    });
    expect(over('http://localhost:3000')).toMatchObject({ name, options: { httpOnly: true, secure: false } });
  },
);
