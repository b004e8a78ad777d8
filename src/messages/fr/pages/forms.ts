import type { Messages } from '../../messages.ts';

/** Texts of the start page, the list of forms, and the pages of a form. */
export const formPages = {
  homeTitle: 'Fichiers par formulaire',
  welcomeTitle: 'Bienvenue',
  title: 'Formulaires',

  errorTitle: ({ title }) => `Erreur : ${title}`,
  nothingSent: 'Rien n’a encore été envoyé',
  optional: '(facultatif)',
  chooseOption: 'Choisissez une option',
  send: 'Envoyer',

  chooseFile: 'Choisir un fichier',
  chooseFiles: 'Choisir des fichiers',
  dropFile: 'ou déposez-le n’importe où sur cette page, ou collez une image',
  dropFiles: 'ou déposez-les n’importe où sur cette page, ou collez une image',
  allFileTypes: 'Tous les types de fichiers',
  fileName: 'Nom du fichier',
  fileNameHint: 'Laissez vide pour garder le nom du fichier.',
  addFile: 'Ajouter un fichier',
  fileFacts: '{file}, {type}, {size}',
  pause: 'Suspendre {file}',
  resume: 'Reprendre {file}',
  tryAgain: 'Réessayer {file}',
  cancel: 'Annuler {file}',
  remove: 'Retirer {file}',
  undo: 'Rétablir {file}',
  discard: 'Abandonner {file}',
  signInInNewTab: 'Se connecter (dans un nouvel onglet)',
  takeBack: 'Ne pas encore envoyer',

  stepTitle: ({ formTitle, label }) => `${formTitle} : ${label}`,
  oneAtATime: 'Les fichiers s’envoient un par un. Vous pourrez ensuite en ajouter un autre.',
  ifXmlPage: ({ size }) =>
    `Si une page d’erreur XML s’affiche après l’envoi, le fichier dépasse ${size} : revenez en arrière et choisissez-en un autre.`,
  sendFile: 'Envoyer ce fichier',
  backWithoutFile: 'Revenir au formulaire sans fichier',

  leftOut: 'Ce formulaire a changé depuis que vous l’avez ouvert. Ces réponses n’ont pas pu être conservées :',
  everythingKept: 'Tout ce que vous avez rempli est conservé sur cette page.',
  sendAgain: 'Envoyer de nouveau',
} satisfies Messages['pages']['forms'];
