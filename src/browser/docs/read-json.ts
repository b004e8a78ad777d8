/** Returns the value of a JSON text; undefined for any other text. */
export function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Returns a member of a JSON value, below the names of the members that hold it. */
export function memberIn(json: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json,
  );
}

/** Returns a text member of a JSON value; undefined where there is another value or none. */
export function textIn(json: unknown, ...names: readonly string[]): string | undefined {
  const value = memberIn(json, ...names);
  return typeof value === 'string' ? value : undefined;
}
