/** The cookies that the app sets, as they are called where it is seen over plain http. */
export const appCookieNames = ['sluice', 'sluice-sso'] as const;

/** Keeps other hosts of the same domain from planting a cookie; a browser takes it over https only (RFC 6265bis). */
export const hostPrefix = '__Host-';

/**
 * One of our cookies where browsers see the app at `publicUrl`: sent to this host only, to none of its scripts, and not
 * with what another site posts.
 */
export function appCookie(publicUrl: string, name: (typeof appCookieNames)[number]) {
  const isSecure = publicUrl.startsWith('https:');
  return {
    name: isSecure ? hostPrefix + name : name,
    options: { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax' } as const,
  };
}
