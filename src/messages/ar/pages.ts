import { accountPages } from '../en/pages/account.ts';
import { formPages } from '../en/pages/forms.ts';
import { signIn } from '../en/pages/sign-in.ts';
import { docsPage } from './pages/docs.ts';
import { frame } from './pages/frame.ts';
import { home } from './pages/home.ts';
import { submissionPages } from './pages/submissions.ts';

/** The texts of the pages, by the part of the app that they belong to. */
export const pages = {
  frame,
  home,
  signIn,
  forms: formPages,
  submissions: submissionPages,
  account: accountPages,
  docs: docsPage,
};
