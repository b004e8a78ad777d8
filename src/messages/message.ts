import type { en } from './en.ts';

type Sentences = typeof en.sentences;

/** The code of a sentence, such as `no-such-file`. */
export type MessageCode = keyof Sentences;

/** The code of a sentence that needs no values. */
export type PlainCode = { [Code in MessageCode]: Sentences[Code] extends string ? Code : never }[MessageCode];

type ParamsOf<Code extends MessageCode> = Sentences[Code] extends (params: infer Params, ...more: never[]) => string
  ? Params
  : never;

/**
 * A sentence for a person, before it is in any language: its code, and the values that belong into it. It is plain JSON,
 * so that a record can keep it.
 */
export type Message<Code extends MessageCode = MessageCode> = {
  [Each in Code]: Each extends PlainCode
    ? { readonly code: Each; readonly params?: undefined }
    : { readonly code: Each; readonly params: ParamsOf<Each> };
}[Code];

/** Returns a message; the compiler knows which values each code needs. */
export function message<Code extends PlainCode>(code: Code): Message<Code>;
export function message<Code extends Exclude<MessageCode, PlainCode>>(
  code: Code,
  params: ParamsOf<Code>,
): Message<Code>;
export function message(code: MessageCode, params?: unknown): unknown {
  return params === undefined ? { code } : { code, params };
}

/** Returns the message of a code that needs no values; a message stays as it is. */
export function toMessage(given: PlainCode | Message): Message {
  return typeof given === 'string' ? message(given) : given;
}
