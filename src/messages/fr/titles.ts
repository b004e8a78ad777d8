import type { titles as english } from '../en/titles.ts';
import type { Translation } from '../messages.ts';

/** The title of each kind of problem. */
export const titles = {
  malformed: 'La requête est illisible',
  'not-signed-in': 'Connectez-vous d’abord',
  'bad-token': 'Le jeton d’API n’est pas valide',
  'not-allowed': 'Accès non autorisé',
  'not-found': 'Introuvable',
  gone: 'Plus disponible',
  'wrong-method': 'Cette adresse n’accepte pas cette méthode',
  'not-there-yet': 'Pas encore arrivé',
  conflict: 'En conflit avec l’état actuel',
  'too-large': 'Trop volumineux',
  'type-not-accepted': 'Ce type n’est pas accepté',
  invalid: 'Certaines valeurs ne conviennent pas',
  'limit-reached': 'Une limite est atteinte',
  unavailable: 'Indisponible pour le moment',
  internal: 'Un problème est survenu',
  'upstream-failed': 'Le service en amont est en panne',
  'upstream-slow': 'Le service en amont est trop lent',
  refused: 'La requête a été refusée',
} satisfies Translation<typeof english>;
