import { en } from '../../src/messages/en.ts';
import type { Message } from '../../src/messages/message.ts';
import * as messages from '../../src/messages/sentence.ts';

/** Returns the English sentence of a message. */
export const sentenceOf = (message: Message): string => messages.sentenceOf(message, en);
