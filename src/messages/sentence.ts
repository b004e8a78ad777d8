import { en } from './en.ts';
import type { Message } from './message.ts';

/** Returns the sentence of a message. */
export function sentenceOf(message: Message): string {
  const text: string | ((params: never, say: (inner: { readonly code: string }) => string) => string) =
    en.sentences[message.code];
  if (typeof text === 'string') return text;
  // `Message` pairs a code with the values that its function takes; a message within them is one too.
  return text(message.params as never, (inner) => sentenceOf(inner as Message));
}
