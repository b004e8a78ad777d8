/**
 * Returns the address of the table of a form's submissions: with conditions, order and limit, and what differs from them.
 * @param changes new values by name; `undefined` takes a parameter out
 */
export function tableAddress(
  slug: string,
  asked: Iterable<readonly [string, string]>,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = new Map(asked);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = new URLSearchParams([...parameters]).toString();
  return `/forms/${slug}/submissions${query && `?${query}`}`;
}
