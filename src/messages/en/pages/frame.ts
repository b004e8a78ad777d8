/** Texts around every page, and of pages about errors. */
export const frame = {
  skipToContent: 'Skip to content',
  mainNavigation: 'Main',
  submissions: 'Submissions',
  users: 'Users',
  signIn: 'Sign in',
  signOut: 'Sign out',
  /** The label of the list of languages. */
  language: 'Language',
  footer: 'Files go straight from your browser to storage and back.',
  backToStart: 'Back to the start',
  referenceForSupport: 'Reference for support:',
} as const;
