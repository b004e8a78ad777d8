/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'Sign in',
  /** Beside a form whose sign-in expired before it was sent. */
  formKept: 'Your form has not been sent yet. Everything you filled in is kept, and is back after you sign in.',
  email: 'Email',
  password: 'Password',
  send: 'Sign in',
  withOrganisation: 'Sign in with your organisation',
  register: 'Create an account',
} as const;
