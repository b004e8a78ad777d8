/** A part of a response that is JSON already. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Returns the JSON of a response whose members, or the elements of its lists, may be JSON already. */
export function printDocument(document: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(document).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${printMember(value)}`],
  );
  return `{${members.join(',')}}`;
}

function printMember(value: unknown): string {
  if (value instanceof JsonText) return value.text;
  if (!Array.isArray(value) || !value.some((element) => element instanceof JsonText)) return JSON.stringify(value);
  return `[${value.map((element) => (element instanceof JsonText ? element.text : JSON.stringify(element))).join(',')}]`;
}
