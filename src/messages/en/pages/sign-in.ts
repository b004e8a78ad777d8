/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'Sign in',
  email: 'Email',
  password: 'Password',
  send: 'Sign in',
  withOrganisation: 'Sign in with your organisation',
  register: 'Create an account',
} as const;
