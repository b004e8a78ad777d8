/** The names of the app's cookies, as they are where clients use plain http. */
export const appCookieNames = ['sluice', 'sluice-sso', 'sluice-language', 'sluice-link'] as const;

/**
 * The prefix that keeps other hosts of the same domain from planting a cookie. A browser accepts it over https only
 * (RFC 6265bis).
 */
export const hostPrefix = '__Host-';

/**
 * Returns a cookie's name and attributes for an app at `publicUrl`. The browser sends it to this host only, hides it
 * from scripts, and omits it when another site posts.
 */
export function appCookie(publicUrl: string, name: (typeof appCookieNames)[number]) {
  const isSecure = publicUrl.startsWith('https:');
  return {
    name: isSecure ? hostPrefix + name : name,
    options: { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const,
  };
}
