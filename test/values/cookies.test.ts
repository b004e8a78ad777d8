import { expect, it } from 'vitest';
import { appCookie, appCookieNames } from '../../src/values/cookies.ts';

it.each(appCookieNames)('appCookie, the cookie %s, is bound to host and https where possible (attack 78)', (name) => {
  const over = (publicUrl: string) => appCookie(publicUrl, name);
  expect(over('https://files.example.com')).toEqual({
    name: `__Host-${name}`,
    options: { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
  });
  expect(over('http://localhost:3000')).toMatchObject({ name, options: { httpOnly: true, secure: false } });
});
