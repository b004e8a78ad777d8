/** Texts around every page, and of pages about errors. */
export const frame = {
  skipToContent: 'Skip to content',
  mainNavigation: 'Main',
  accountNavigation: 'Your account',
  menu: 'Menu',
  forms: 'Forms',
  contact: 'Contact',
  privacy: 'Privacy',
  submissions: 'Submissions',
  users: 'Users',
  signIn: 'Sign in',
  signOut: 'Sign out',
  /** The label of the list of languages. */
  language: 'Language',
  footer: 'Files go straight from your browser to private storage and back.',
  backToStart: 'Back to the start',
  referenceForSupport: 'Reference for support:',
  /** The notice above a form with problems, each of which links to its field. */
  checkFields: 'Please check:',
  fieldProblem: ({ label, problem }: { label: string; problem: string }) => `${label}: ${problem}`,
} as const;
