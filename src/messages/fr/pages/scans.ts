import type { scanPages as english } from '../../en/pages/scans.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page of scans, and of the scan of a file wherever it is shown. */
export const scanPages = {
  states: {
    waiting: 'Analyse en cours',
    clean: 'Analysé',
    infected: 'Logiciel malveillant',
    unscannable: 'Non analysé',
    failed: 'Non analysé',
  },
  released: 'Autorisé',
  found: 'Trouvé :',
  reasons: {
    encrypted: 'Il est protégé par un mot de passe.',
    'too-large': 'Il est trop volumineux pour l’antivirus.',
    'not-supported': 'L’antivirus ne sait pas le lire.',
  },
  closed: {
    waiting: 'Vous pourrez l’ouvrir dès la fin de l’analyse, en général dans quelques minutes.',
    infected: 'Le fichier a été retiré.',
    unscannable: 'Une personne chargée de l’examen peut l’autoriser.',
    failed: 'Une personne chargée de l’examen peut l’autoriser.',
  },
  openForSubmitter: 'Vous pouvez l’ouvrir. Les autres le pourront une fois qu’il sera autorisé.',
  removed: ({ count }) =>
    formats.plural(count, {
      one: 'Un logiciel malveillant a été trouvé dans un fichier, qui a donc été retiré. S’il est utile, envoyez-en un sain.',
      other:
        'Des logiciels malveillants ont été trouvés dans # fichiers, qui ont donc été retirés. S’ils sont utiles, envoyez-en de sains.',
    }),
  refreshes: 'Vos fichiers sont analysés à la recherche de logiciels malveillants. Cette page s’actualise d’elle-même.',
  closedTitles: {
    waiting: 'Analyse de ce fichier',
    infected: 'Ce fichier a été retiré',
    unscannable: 'Ce fichier n’a pas été analysé',
    failed: 'Ce fichier n’a pas été analysé',
  },
  looksAgain: 'Cette page vérifie d’elle-même, et ouvre le fichier dès qu’il est sûr.',
  lookAgain: 'Vérifier à nouveau',
  toSubmission: 'Envoi',
  release: 'Autoriser sans analyse',
  releaseOf: ({ file }) => `Autoriser ${file} sans analyse`,
  seen: 'Vous avez vu',
  now: 'Maintenant',
  title: 'Analyses',
  views: { open: 'À examiner', waiting: 'En attente', released: 'Autorisés' },
  introductions: {
    open: 'Fichiers malveillants, et fichiers qui n’ont pas pu être analysés, des derniers mois.',
    waiting: 'Fichiers qui attendent leur analyse depuis plus de dix minutes.',
    released: 'Fichiers autorisés sans analyse.',
  },
  overdue: 'Plus d’une heure',
  releasedBy: 'Autorisé par {who}, {time}',
  openFindings: 'résultats à traiter',
  notTakenOver:
    'Une analyse a trouvé un logiciel malveillant dans ces fichiers : la nouvelle version ne les reprend pas. Choisissez d’autres fichiers à leur place.',
  none: {
    open: 'Rien n’a été trouvé.',
    waiting: 'Aucun fichier n’attend aussi longtemps.',
    released: 'Aucun fichier n’a été autorisé.',
  },
  older: 'Résultats plus anciens',
} satisfies Translation<typeof english>;
