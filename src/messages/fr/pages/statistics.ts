import type { Messages } from '../../messages.ts';

/** Texts of the page on which admins see what happens with the forms. */
export const statisticsPage = {
  title: 'Statistiques',
  introduction: ({ days }) => `Les ${days} derniers jours, en UTC. Les nombres par état sont ceux de maintenant.`,
  steps: { started: 'Personnes ayant commencé un envoi', sent: 'Envoyé', accepted: 'Accepté' },
  funnelTitle: 'Du formulaire à la décision',
  statesTitle: 'Par état, maintenant',
  rejectedTitle: 'Fichiers refusés pendant leur envoi',
  nothingRejected: 'Aucun fichier n’a été refusé pendant son envoi.',
  step: 'Étape',
  state: 'État',
  reason: 'Raison',
  number: 'Nombre',
  stored: 'Stocké',
  reasons: {
    'too-large': 'Trop volumineux',
    'type-not-accepted': 'D’un autre type',
    invalid: 'Mal annoncé',
    'limit-reached': 'Au-delà de la limite de la personne',
    'arrived-wrong': 'Arrivé endommagé ou autre qu’annoncé',
    content: 'Refusé pour son contenu',
    infected: 'Avec un logiciel malveillant',
  },
  siteTitle: 'Tout le site',
  waitingJobs: 'Tâches en attente',
  failedJobs: 'Tâches échouées',
  signInLimits: 'Limites de connexion atteintes',
  atLeast: ({ number }) => `${number} ou plus`,
  withdrawn: 'Retiré',
  superseded: 'Remplacé',
} satisfies Messages['pages']['statistics'];
