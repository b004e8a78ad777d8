import type { Messages } from '../../messages.ts';

/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'Connexion',
  formKept:
    'Votre formulaire n’a pas encore été envoyé. Tout ce que vous avez rempli est conservé, et vous le retrouverez après la connexion.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  send: 'Se connecter',
  forgotPassword: 'Mot de passe oublié ?',
  askForLink: 'Demandez à un administrateur un lien pour en choisir un nouveau.',
  askContactForLink: '{contact} et demandez un lien pour en choisir un nouveau.',
  contact: 'Contactez-nous',
  withOrganisation: 'Se connecter avec votre organisation',
  register: 'Créer un compte',
} satisfies Messages['pages']['signIn'];
