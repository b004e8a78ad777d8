import type { Messages } from '../../messages.ts';

/** Texts around every page, and of pages about errors. */
export const frame = {
  skipToContent: 'Aller au contenu',
  mainNavigation: 'Menu principal',
  accountNavigation: 'Votre compte',
  menu: 'Menu',
  forms: 'Formulaires',
  contact: 'Contact',
  privacy: 'Confidentialité',
  submissions: 'Envois',
  users: 'Comptes',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  language: 'Langue',
  footer: 'Les fichiers circulent directement entre votre navigateur et un stockage privé.',
  backToStart: 'Retour à l’accueil',
  referenceForSupport: 'Référence pour l’assistance :',
  checkFields: 'Veuillez vérifier :',
  fieldProblem: ({ label, problem }) => `${label} : ${problem}`,
} satisfies Messages['pages']['frame'];
