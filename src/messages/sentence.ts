import type { Message } from './message.ts';
import type { Messages } from './messages.ts';

/** Returns the sentence of a message in the language of these texts. */
export function sentenceOf(message: Message, messages: Messages): string {
  const text: string | ((params: never, say: (inner: { readonly code: string }) => string) => string) =
    messages.sentences[message.code];
  if (typeof text === 'string') return text;
  // `Message` pairs a code with the values that its function takes; a message within them is one too.
  return text(message.params as never, (inner) => sentenceOf(inner as Message, messages));
}
