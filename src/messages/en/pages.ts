import { accountPages } from './pages/account.ts';
import { decisionPages } from './pages/decisions.ts';
import { deletionPages } from './pages/deletion.ts';
import { docsPage } from './pages/docs.ts';
import { exportPages } from './pages/exports.ts';
import { formPages } from './pages/forms.ts';
import { frame } from './pages/frame.ts';
import { home } from './pages/home.ts';
import { jobPages } from './pages/jobs.ts';
import { linkPages } from './pages/links.ts';
import { openSharePages } from './pages/open-share.ts';
import { reviewPages } from './pages/review.ts';
import { signIn } from './pages/sign-in.ts';
import { statisticsPage } from './pages/statistics.ts';
import { submissionTable } from './pages/submission-table.ts';
import { submissionPages } from './pages/submissions.ts';
import { uploads } from './pages/uploads.ts';

/** The texts of the pages, by the part of the app that they belong to. */
export const pages = {
  frame,
  home,
  signIn,
  forms: formPages,
  uploads,
  submissions: submissionPages,
  submissionTable,
  account: accountPages,
  deletion: deletionPages,
  docs: docsPage,
  jobs: jobPages,
  statistics: statisticsPage,
  review: reviewPages,
  decisions: decisionPages,
  exports: exportPages,
  openShare: openSharePages,
  links: linkPages,
} as const;
