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
  'deciders-only': 'Vous pouvez lire ces envois. Demandez à un administrateur si vous devez en décider.',
  'submission-deleted': ({ at, by, why }) => `${by} a supprimé cet envoi le ${formats.dateTime(at)}. Raison : ${why}`,
  'submission-kept-no-longer': ({ at, days }) =>
    `Cet envoi a été supprimé le ${formats.dateTime(at)} : son formulaire conserve les envois ${formats.plural(days, { one: '# jour', other: '# jours' })}.`,
  'deletion-reason-missing': 'Écrivez pourquoi l’envoi est supprimé.',
  'deletion-reason-too-long': ({ max }) => `Écrivez la raison en ${max} caractères au plus.`,
} satisfies Translation<typeof english>;
