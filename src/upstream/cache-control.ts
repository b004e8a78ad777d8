/** Directives for shared caches (RFC 9111, section 5.2.2), and `private` itself, which may name single fields. */
const shared = /^(?:public|private|s-maxage|proxy-revalidate|must-understand)$/i;
/** A directive with its argument, a token or a quoted text. */
const directivePattern = /([^\s,="]+)(?:=(?:"(?:[^"\\]|\\.)*"|[^\s,"]*))?/g;

/**
 * Returns the same Cache-Control for a private cache: `public, s-maxage=60, max-age=5` becomes `private, max-age=5`.
 */
export function toPrivateCacheControl(cacheControl: string): string {
  const directives = [...cacheControl.matchAll(directivePattern)].filter(([, name = '']) => !shared.test(name));
  return ['private', ...directives.map(([directive]) => directive)].join(', ');
}
