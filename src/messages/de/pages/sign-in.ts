import type { Messages } from '../../messages.ts';

/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'Anmelden',
  formKept:
    'Ihr Formular wurde noch nicht gesendet. Alles, was Sie ausgefüllt haben, bleibt erhalten und ist nach der Anmeldung wieder da.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  send: 'Anmelden',
  forgotPassword: 'Passwort vergessen?',
  askForLink: 'Bitten Sie einen Admin um einen Link, mit dem Sie ein neues wählen.',
  askContactForLink: '{contact} und bitten Sie um einen Link, mit dem Sie ein neues wählen.',
  contact: 'Schreiben Sie uns',
  withOrganisation: 'Über Ihre Organisation anmelden',
  register: 'Konto erstellen',
} satisfies Messages['pages']['signIn'];
