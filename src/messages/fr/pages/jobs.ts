import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page on which admins see the work that goes on after requests. */
export const jobPages = {
  title: 'Tâches de fond',
  introduction: 'Ce qui continue après une requête : sommes de contrôle, comptages et nettoyage.',
  /** When the oldest job that waits or runs was due. */
  oldestDue: 'La plus ancienne tâche était prévue {time}.',
  nothingWaits: 'Aucune tâche n’attend.',
  failedTitle: 'Tâches échouées',
  nothingFailed: 'Aucune tâche n’a échoué.',
  failedFacts: 'Échec {time} après {attempts}',
  attempts: ({ count }) => formats.plural(count, { one: '# tentative', other: '# tentatives' }),
  runAgain: 'Relancer',
  runAgainOf: ({ job }) => `Relancer : ${job}`,
  willRun: 'La tâche sera relancée.',
  olderJobs: 'Tâches plus anciennes',
  totalsTitle: 'Formulaires',
  submissions: ({ count }) => formats.plural(count, { one: '# envoi', other: '# envois' }),
  files: ({ count }) => formats.plural(count, { one: '# fichier', other: '# fichiers' }),
  countedAt: 'Compté {time}',
  notCounted: 'Pas encore compté.',
  kinds: {
    bulk: 'Décider de nombreux envois',
    crc: 'Calculer les sommes de contrôle',
    delete: 'Supprimer un envoi',
    expire: 'Supprimer les envois expirés',
    'export-finish': 'Terminer un export',
    'export-plan': 'Planifier un export',
    'export-range': 'Envoyer une partie d’un export',
    'export-rows': 'Écrire un tableau',
    index: 'Classer un envoi',
    preview: 'Créer les aperçus',
    quarantine: 'Retirer un fichier infecté',
    scan: 'Analyser les fichiers',
    recount: 'Compter les envois',
    reindex: 'Reclasser tous les envois',
    retire: 'Supprimer ce qu’un formulaire ne conserve plus',
  },
} satisfies Messages['pages']['jobs'];
