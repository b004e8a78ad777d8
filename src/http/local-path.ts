/** Returns the path on this site to open after sign-in; the start page for a URL of another site. */
export function localPath(next: string | undefined, publicUrl: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, publicUrl)) return '/';
  const { origin, pathname, search } = new URL(next, publicUrl);
  return origin === publicUrl && !pathname.startsWith('//') ? pathname + search : '/';
}
