import type { bulk as english } from '../en/bulk.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about decisions about many submissions at once. */
export const bulk = {
  'bulk-source-missing': 'Choisissez des envois, ou tous ceux qui correspondent à un filtre.',
  'bulk-submission-expected': 'Indiquez chaque envoi par son identifiant et la version que vous avez vue.',
  'bulk-too-many-selected': ({ max }) =>
    `Choisissez au plus ${formats.number(max)} envois, ou tous ceux qui correspondent à un filtre.`,
  'bulk-selection-changed': ({ count }) =>
    `${formats.plural(count, { one: '# envoi a changé', other: '# envois ont changé' })} depuis votre choix. Rien n’a été fait. Regardez de nouveau, puis décidez.`,
  'bulk-entry-changed': ({ number, state, seen, now }) =>
    `Le nº ${number} est maintenant « ${textIn(state, 'fr')} » (version ${now} ; vous avez vu la version ${seen}).`,
  'bulk-entry-unknown': 'Ce formulaire n’a plus d’envoi de ce genre.',
  'bulk-count-changed': ({ expected, found }) =>
    `Vous avez vu ${formats.number(expected)} envois, et ${formats.number(found)} correspondent maintenant. Rien n’a été fait. Regardez de nouveau, puis décidez.`,
  'bulk-nothing-found': 'Plus aucun envoi ne correspond. Rien n’a été fait.',
  'bulk-too-many-running': ({ max }) =>
    `Vous en avez ${formats.number(max)} en cours. Attendez la fin de l’un d’eux, ou arrêtez-en un.`,
  'bulk-failed':
    'Un problème est survenu de notre côté, tout s’est donc arrêté. Ce qui a été modifié jusque-là reste. Vous pouvez réessayer avec le reste.',
  'bulk-right-lost': 'Arrêté, car son auteur ne peut plus décider pour ce formulaire.',
  'bulk-over': 'Cela a été lancé, arrêté ou annulé entre-temps. Regardez où cela en est.',
  'bulk-words-stay':
    'Seul un message a été envoyé à l’expéditeur, rien d’autre n’a changé. Un message ne peut pas être repris.',
  'no-such-bulk': 'C’est introuvable. Ce qui a été décidé figure dans l’historique de chaque envoi.',
} satisfies Translation<typeof english>;
