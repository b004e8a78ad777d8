/** Raised for a text that is no JSON, or JSON that two parsers may read in two ways. */
export class InvalidJson extends Error {
  override name = 'InvalidJson';
  readonly reason: 'invalid' | 'not-utf8' | 'too-deep' | 'member-twice';

  constructor(reason: InvalidJson['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** The deepest nesting. No request needs more, and a recursive parser further on may call itself for each level. */
const maxDepth = 32;

/**
 * Parses JSON text in UTF-8 (RFC 8259, sections 4 and 8.1), with or without a byte order mark.
 * @throws InvalidJson for other bytes, and for text that {@link parseStrictJson} rejects
 */
export function readStrictJson(bytes: ArrayBuffer): unknown {
  return parseStrictJson(decodeUtf8(bytes));
}

/**
 * Parses JSON that every parser reads in the same way: no object has a member twice. `JSON.parse` takes the last of
 * such members, and other parsers the first.
 * @throws InvalidJson
 */
export function parseStrictJson(text: string): unknown {
  try {
    refuseRepeatedMembers(text);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidJson('invalid');
    throw error;
  }
}

function decodeUtf8(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidJson('not-utf8');
  }
}

/**
 * Walks over strings and brackets only; `JSON.parse` finds all other faults afterwards. So the depth is known before a
 * text of a million brackets is parsed.
 * @throws InvalidJson for a repeated member, and for too many levels
 * @throws SyntaxError for a member's name that is no JSON
 */
function refuseRepeatedMembers(text: string): void {
  /** The names in each open object; `undefined` for one without members yet, and for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(undefined);
      if (open.length > maxDepth) throw new InvalidJson('too-deep');
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isFollowedByColon(text, end)) addName(open, JSON.parse(text.slice(at, end)));
      at = end - 1;
    }
  }
}

function addName(open: (Set<string> | undefined)[], name: string): void {
  const names = open.at(-1) ?? new Set<string>();
  if (names.has(name)) throw new InvalidJson('member-twice');
  open[open.length - 1] = names.add(name);
}

/** Returns the index behind the closing quote of the string at `start`; the text's end if it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 1;
  }
  return text.length;
}

/** True when only JSON white space stands before a colon. */
function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] ?? '')) at += 1;
  return text[at] === ':';
}
