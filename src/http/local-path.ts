/** A path on this site to go to after sign-in; anything that leads elsewhere becomes the start page. */
export function localPath(next: string | undefined, publicUrl: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, publicUrl)) return '/';
  const { origin, pathname, search } = new URL(next, publicUrl);
  return origin === publicUrl && !pathname.startsWith('//') ? pathname + search : '/';
}
