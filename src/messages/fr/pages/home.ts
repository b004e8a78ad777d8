import type { Messages } from '../../messages.ts';

/** Texts of the start page and of the list of forms. */
export const home = {
  welcome: 'Bienvenue, {name}',
  pictureOf: (name) => `Photo de ${name}`,
  sendFiles: 'Envoyer des fichiers',
  latest: 'Mes derniers envois',
  allSubmissions: 'Tous les envois',
  noSubmissions: 'Aucun envoi pour l’instant. Choisissez un formulaire ci-dessus pour commencer.',
  noForms: 'Il n’y a pas de formulaire pour vous en ce moment.',
  title: 'Envoyez des fichiers de toute taille',
  lead: 'Remplissez un formulaire, ajoutez vos fichiers et recevez un accusé de réception.',
  signInToBegin: 'Se connecter pour commencer',
  assurances: {
    private: 'Privé',
    privateText:
      'Vos fichiers vont directement de votre navigateur à un stockage privé. Seules les personnes autorisées peuvent les récupérer.',
    checked: 'Vérifié',
    checkedText: 'Chaque fichier est vérifié à son arrivée : vous savez ainsi qu’il est complet.',
    onRecord: 'Consigné',
    onRecordText: 'Vous recevez un accusé de réception et pouvez rouvrir votre envoi à tout moment.',
  },
} satisfies Messages['pages']['home'];
