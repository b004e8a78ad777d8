import { accounts } from './en/accounts.ts';
import { bulk } from './en/bulk.ts';
import { exportSentences } from './en/exports.ts';
import { fileKinds } from './en/file-kinds.ts';
import { files } from './en/files.ts';
import { formats } from './en/formats.ts';
import { pages } from './en/pages.ts';
import { requests } from './en/requests.ts';
import { reviews } from './en/reviews.ts';
import { shareSentences } from './en/shares.ts';
import { titles } from './en/titles.ts';
import { values } from './en/values.ts';

/**
 * All texts in English: the sentences of problems by code, the titles of their kinds, and the texts of pages. A text
 * with values is a function of them.
 */
export const en = {
  language: 'en',
  formats,
  fileKinds,
  titles,
  sentences: {
    ...requests,
    ...accounts,
    ...files,
    ...reviews,
    ...bulk,
    ...exportSentences,
    ...shareSentences,
    ...values,
  },
  pages,
} as const;
