import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts about how long submissions are kept, and of the page on which admins delete one. */
export const deletionPages = {
  title: ({ formTitle, number }) => `Supprimer ${formTitle} n° ${number} ?`,
  question: 'Cette action est irréversible. Seront supprimés définitivement :',
  values: 'tout ce qui a été rempli',
  files: ({ count, size }) => `${formats.plural(count, { one: '# fichier', other: '# fichiers' })} (${size})`,
  history: 'l’état, les notes, les messages et l’historique',
  remains: 'Il reste une trace de la suppression : sa date, son auteur et sa raison.',
  reason: 'Raison',
  reasonHint: 'N’écrivez rien de personnel ici : la raison est conservée.',
  confirm: 'Supprimer définitivement',
  cancel: 'Conserver',
  ask: 'Supprimer',
  done: 'L’envoi a été supprimé. Ses fichiers sont en cours de suppression.',
  keptUntil: 'Conservé jusqu’au',
  keptFor: ({ days }) =>
    `Nous conservons votre envoi ${formats.plural(days, { one: '# jour', other: '# jours' })}, puis nous le supprimons.`,
} satisfies Messages['pages']['deletion'];
