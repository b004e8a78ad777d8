import { accounts } from './fr/accounts.ts';
import { bulk } from './fr/bulk.ts';
import { exportSentences } from './fr/exports.ts';
import { fileKinds } from './fr/file-kinds.ts';
import { files } from './fr/files.ts';
import { formats } from './fr/formats.ts';
import { pages } from './fr/pages.ts';
import { requests } from './fr/requests.ts';
import { reviews } from './fr/reviews.ts';
import { shareSentences } from './fr/shares.ts';
import { titles } from './fr/titles.ts';
import { values } from './fr/values.ts';
import type { Messages } from './messages.ts';

/** All texts in French. */
export const fr = {
  language: 'fr',
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
} satisfies Messages;
