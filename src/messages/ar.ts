import { accounts } from './ar/accounts.ts';
import { bulk } from './ar/bulk.ts';
import { exportSentences } from './ar/exports.ts';
import { fileKinds } from './ar/file-kinds.ts';
import { files } from './ar/files.ts';
import { formats } from './ar/formats.ts';
import { pages } from './ar/pages.ts';
import { requests } from './ar/requests.ts';
import { reviews } from './ar/reviews.ts';
import { shareSentences } from './ar/shares.ts';
import { titles } from './ar/titles.ts';
import { values } from './ar/values.ts';
import type { Messages } from './messages.ts';

/** All texts in Arabic. */
export const ar = {
  language: 'ar',
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
