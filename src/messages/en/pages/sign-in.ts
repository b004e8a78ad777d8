/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'Sign in',
  /** Beside a form whose sign-in expired before it was sent. */
  formKept: 'Your form has not been sent yet. Everything you filled in is kept, and is back after you sign in.',
  email: 'Email',
  password: 'Password',
  send: 'Sign in',
  forgotPassword: 'Forgot your password?',
  askForLink: 'Ask an admin for a link to choose a new one.',
  /** For deployments that name a contact. */
  askContactForLink: '{contact} and ask for a link to choose a new one.',
  contact: 'Contact us',
  withOrganisation: 'Sign in with your organisation',
  register: 'Create an account',
} as const;
