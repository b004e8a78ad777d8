import type { scanPages as english } from '../../en/pages/scans.ts';
import type { Translation } from '../../messages.ts';

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
  none: 'Rien n’a été trouvé.',
  older: 'Résultats plus anciens',
} satisfies Translation<typeof english>;
