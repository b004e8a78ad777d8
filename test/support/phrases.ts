import { createPhrases } from '../../src/browser/form/phrases.ts';
import { en } from '../../src/messages/en.ts';

/** The words of an English page. */
export const phrases = createPhrases({ byteWords: en.formats.byteWords, texts: en.pages.uploads });
