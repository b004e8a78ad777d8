import type { exportPages as english } from '../../en/pages/exports.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages of exports, and of what is in an export. */
export const exportPages = {
  title: 'Exports',
  /** The title of an export's page, with the name of its files. */
  titleOf: ({ name }: { name: string }) => `Export de ${name}`,
  introduction: 'Un export est gardé un jour après être prêt.',
  none: 'Vous n’avez aucun export.',
  /** The button on a receipt. */
  downloadAll: 'Tout télécharger en ZIP',
  /** The buttons beside the table of submissions. */
  exportAs: { zip: 'Exporter les fichiers en ZIP', csv: 'Exporter en CSV', jsonl: 'Exporter en lignes JSON' },
  kinds: { zip: 'ZIP avec tous les fichiers', csv: 'Tableau (CSV)', jsonl: 'Tableau (lignes JSON)' },
  states: { planning: 'Recherche des fichiers', building: 'En préparation', ready: 'Prêt', failed: 'Non abouti' },
  /** How many bytes are there, of how many. */
  progress: ({ done, total }: { done: string; total: string }) => `${done} sur ${total}`,
  progressSoFar: ({ done }: { done: string }) => `${done} jusqu’ici`,
  secondsLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'environ # seconde restante', other: 'environ # secondes restantes' }),
  minutesLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'environ # minute restante', other: 'environ # minutes restantes' }),
  refreshes: 'Cette page se recharge seule. Vous pouvez la fermer : l’export continue.',
  readyUntil: 'Votre export est prêt. Il expire {time}.',
  download: 'Télécharger {file}',
  files: ({ count }: { count: number }) => formats.plural(count, { one: '# fichier', other: '# fichiers' }),
  submissions: ({ count }: { count: number }) => formats.plural(count, { one: '# envoi', other: '# envois' }),
  filesMissing: ({ count }: { count: number }) =>
    formats.plural(count, {
      one: '# fichier manque ; l’inventaire dit pourquoi.',
      other: '# fichiers manquent ; l’inventaire dit pourquoi.',
    }),
  remove: 'Supprimer',
  removeOf: ({ name }: { name: string }) => `Supprimer ${name}`,
  removeQuestion: 'L’export et ses fichiers sont supprimés tout de suite. Les envois restent.',
  confirmRemove: 'Supprimer l’export',
  removed: 'L’export a été supprimé.',
  all: 'Tous les exports',
  older: 'Exports plus anciens',
  /** The link to the one submission of an export. */
  source: 'Envoi',
  /** The name of the buttons beside the table of submissions. */
  exportHeading: 'Exporter ce que montre le tableau',
  /** Why a file is not in an archive. */
  missing: {
    gone: 'Le fichier n’est plus là',
    changed: 'Le fichier n’est plus celui qui a été envoyé',
    noVerdict: 'Le résultat de son analyse antivirus est introuvable',
    waiting: 'L’analyse antivirus n’est pas terminée',
    infected: 'Il contenait un logiciel malveillant',
    unscannable: 'L’antivirus n’a pas pu l’analyser',
    failed: 'L’antivirus n’a pas pu l’analyser',
  },
  /** The heads of the columns that every table has. */
  columns: {
    number: 'Numéro',
    id: 'ID',
    sent: 'Envoyé',
    from: 'De',
    state: 'État',
    assignee: 'Responsable',
    labels: 'Étiquettes',
  },
} satisfies Translation<typeof english>;
