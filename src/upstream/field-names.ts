/** The names in a header field that lists some, such as Connection and Vary, in lower case. */
export function fieldNames(list: string | null | undefined): string[] {
  return (list ?? '').split(',').map((name) => name.trim().toLowerCase());
}
