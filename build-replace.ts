/**
 * Replaces all that a pattern matches in a file of a library.
 *
 * @throws Error when it matches nothing: the library has changed, and the build would differ from what is meant
 */
export function replaceMatch(source: string, pattern: RegExp, replacement: string, path: string): string {
  const replaced = source.replace(pattern, replacement);
  if (replaced === source)
    throw new Error(`Nothing in ${path} matches ${pattern}. Adapt the build to its new version.`);
  return replaced;
}
