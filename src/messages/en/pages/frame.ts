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
} as const;
