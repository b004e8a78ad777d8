import * as archive from '../../src/inspection/archive.ts';
import * as content from '../../src/inspection/content.ts';
import * as picture from '../../src/inspection/picture.ts';
import * as text from '../../src/inspection/text.ts';
import type { Message } from '../../src/messages/message.ts';
import { sentenceOf } from '../support/sentence.ts';

const inWords = (message: Message | undefined) => message && sentenceOf(message);

/** Makes a check return the sentence that a person reads. */
const worded =
  <Arguments extends unknown[]>(check: (...given: Arguments) => Promise<Message | undefined>) =>
  async (...given: Arguments) =>
    inWords(await check(...given));

export const archiveProblem = worded(archive.archiveProblem);
export const contentProblem = worded(content.contentProblem);
export const pictureProblem = worded(picture.pictureProblem);
export const textProblem = (...given: Parameters<typeof text.textProblem>) => inWords(text.textProblem(...given));
