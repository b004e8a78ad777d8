import { accounts } from './de/accounts.ts';
import { bulk } from './de/bulk.ts';
import { exportSentences } from './de/exports.ts';
import { fileKinds } from './de/file-kinds.ts';
import { files } from './de/files.ts';
import { formats } from './de/formats.ts';
import { pages } from './de/pages.ts';
import { requests } from './de/requests.ts';
import { reviews } from './de/reviews.ts';
import { shareSentences } from './de/shares.ts';
import { titles } from './de/titles.ts';
import { values } from './de/values.ts';
import type { Messages } from './messages.ts';

/** All texts in German. */
export const de = {
  language: 'de',
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
