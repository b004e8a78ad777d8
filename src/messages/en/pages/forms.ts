/** Texts of the start page, the list of forms, and the pages of a form. */
export const formPages = {
  homeTitle: 'Files by form',
  welcomeTitle: 'Welcome',
  title: 'Forms',
} as const;
