import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of lists of submissions and of receipts. */
export const submissionPages = {
  title: 'Envois',
  none: 'Rien n’a encore été envoyé.',
  chooseForm: 'Choisir un formulaire',
  older: 'Envois plus anciens',
  receiptTitle: ({ formTitle, number }) => `${formTitle} n° ${number}`,
  fileAndMore: ({ more }) =>
    more === 0 ? '{file}' : `{file} et ${formats.plural(more, { one: '# autre', other: '# autres' })}`,

  thanks: 'Merci. Nous avons bien reçu votre formulaire.',
  thanksForFiles: ({ count, size }) =>
    `Merci. Nous avons bien reçu ${formats.plural(count, { one: '# fichier', other: '# fichiers' })} (${size}).`,
  notKept: 'Le formulaire a changé pendant qu’il était rempli. Ces réponses n’ont pas été conservées :',
  reference: 'Référence',
  received: 'Reçu',
  from: 'De',
  yes: 'Oui',
  no: 'Non',
  open: 'Ouvrir {file}',
  download: 'Télécharger {file}',
  print: 'Imprimer',
  sendAnother: 'Faire un autre envoi',
  all: 'Tous les envois',
} satisfies Messages['pages']['submissions'];
