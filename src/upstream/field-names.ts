/** Returns the names in a list header, such as Connection and Vary, in lower case. */
export function fieldNames(list: string | null | undefined): string[] {
  return (list ?? '').split(',').map((name) => name.trim().toLowerCase());
}
