import type { reviews as english } from '../en/reviews.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

/** Sentences about the review of submissions. */
export const reviews = {
  'review-state-unknown': 'Ce formulaire n’a pas cet état. Choisissez-en un dans la liste.',
  'review-message-missing': 'Écrivez à l’expéditeur ce qu’il doit modifier.',
  'review-note-missing': 'Écrivez une note.',
  'review-closed': 'Cet envoi a été retiré ou remplacé. Vous pouvez encore ajouter une note.',
  'review-changed': 'L’envoi a changé depuis que vous l’avez ouvert. Regardez-le de nouveau, puis décidez.',
  'review-label-invalid': 'Utilisez 1 à 40 caractères sur une ligne pour une étiquette.',
  'review-labels-too-many': ({ max }) =>
    `Un envoi peut avoir au plus ${formats.number(max)} étiquettes. Retirez-en une d’abord.`,
  'review-no-such-reviewer': 'Aucun relecteur de ce formulaire ne porte ce nom.',
  'search-without-words': 'Saisissez des lettres ou des chiffres à rechercher.',
  'date-expected': 'Saisissez une date comme 2026-11-20.',
  'last-day-too-early': 'Ce jour précède le premier. Choisissez-en un plus tardif.',
  'review-reviewer-ambiguous': 'Deux relecteurs de ce formulaire portent ce nom. Écrivez l’adresse e-mail.',
  'review-words-too-long': ({ max }) => `Utilisez au plus ${formats.number(max)} caractères.`,
  'review-version-missing': 'Indiquez la version de l’examen que vous avez vue.',
  'review-kind-unknown': 'Choisissez quoi faire : un état, une attribution, une étiquette ou une note.',
  'history-for-reviewers': 'Seuls les relecteurs de ce formulaire peuvent voir l’historique d’un envoi.',
  'history-format-unknown': 'L’historique existe en json ou en jsonl.',
  'withdrawal-too-late': 'Un relecteur examine déjà cet envoi. Il ne peut plus être retiré.',
  'withdrawal-not-yours': 'Seule la personne qui a fait un envoi peut le retirer.',
  'new-version-not-possible':
    'Il n’est plus possible d’envoyer une nouvelle version de cet envoi. Ouvrez-le pour voir où il en est.',
  'deciders-only': 'Vous pouvez lire ces envois. Demandez à un administrateur si vous devez en décider.',
  'submission-deleted': ({ at, by, why }) => `${by} a supprimé cet envoi le ${formats.dateTime(at)}. Raison : ${why}`,
  'submission-kept-no-longer': ({ at, days }) =>
    `Cet envoi a été supprimé le ${formats.dateTime(at)} : son formulaire conserve les envois ${formats.plural(days, { one: '# jour', other: '# jours' })}.`,
  'deletion-reason-missing': 'Écrivez pourquoi l’envoi est supprimé.',
  'deletion-reason-too-long': ({ max }) => `Écrivez la raison en ${max} caractères au plus.`,
} satisfies Translation<typeof english>;
