import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page that people without an account see behind a link. */
export const openSharePages = {
  title: 'Des fichiers pour vous',
  locked: 'Ce lien exige un mot de passe',
  lockedHint: 'La personne qui vous a envoyé le lien peut vous indiquer le mot de passe.',
  password: 'Mot de passe',
  open: 'Ouvrir',
  sharedBy: '{sender} partage {count} avec vous.',
  pause: 'Une fois ouverts, les fichiers restent ici une demi-heure dans ce navigateur.',
  download: 'Télécharger',
  fromForm: 'Envoi par le formulaire « {form} »',
  worksUntil: 'Expiration du lien : {time}',
  usesLeft: ({ count }) =>
    formats.plural(count, {
      one: 'Le lien peut encore être ouvert # fois',
      other: 'Le lien peut encore être ouvert # fois',
    }),
  files: ({ count }) => formats.plural(count, { one: '# fichier', other: '# fichiers' }),
  downloadOf: ({ filename }) => `Télécharger ${filename}`,
  waiting: 'Recherche de logiciels malveillants en cours',
  infected: 'Logiciel malveillant trouvé ; ce fichier ne peut pas être téléchargé',
  unchecked: 'N’a pas pu être examiné ; ce fichier ne peut pas être téléchargé',
} satisfies Messages['pages']['openShare'];
