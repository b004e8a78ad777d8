import type { reviewPages as english } from '../../en/pages/review.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the page on which reviewers decide about a submission, and of what its submitter sees of that. */
export const reviewPages = {
  state: 'État',
  saved: 'Enregistré.',
  decision: 'Décision',
  message: 'Message à l’expéditeur',
  messageHint: 'L’expéditeur le lit. Pour renvoyer un envoi, écrivez ce qu’il faut modifier.',
  decide: 'Enregistrer la décision',
  readOnly: 'Vous pouvez lire cet envoi. D’autres en décident.',
  closed: 'Cet envoi est clos : son expéditeur l’a retiré ou remplacé.',

  assignee: 'Attribué à',
  unassigned: 'Non attribué',
  assignToMe: 'Me l’attribuer',
  unassign: 'Retirer l’attribution',
  assignOther: 'Attribuer à un autre relecteur',
  nameOrEmail: 'Nom ou adresse e-mail d’un relecteur',
  assign: 'Attribuer',

  labels: 'Étiquettes',
  noLabels: 'Aucune étiquette',
  newLabel: 'Nouvelle étiquette',
  addLabel: 'Ajouter l’étiquette',
  removeLabel: ({ label }) => `Retirer l’étiquette ${label}`,

  note: 'Note',
  noteHint: 'Pour les relecteurs seulement : l’expéditeur ne la voit jamais.',
  addNote: 'Ajouter la note',

  history: 'Historique',
  downloadHistory: 'Télécharger l’historique',
  olderEvents: 'Les événements plus anciens sont dans le fichier.',
  toSubmitter: 'À l’expéditeur',
  app: 'L’application',
  events: {
    received: '{who} l’a envoyé',
    state: '{who} a changé l’état de {from} à {to}',
    assigned: '{who} l’a attribué à {to}',
    unassigned: '{who} a retiré l’attribution à {from}',
    'label-added': '{who} a ajouté l’étiquette {to}',
    'label-removed': '{who} a retiré l’étiquette {from}',
    note: '{who} a écrit une note',
    withdrawn: '{who} l’a retiré',
    superseded: '{who} a envoyé une version plus récente',
    released: '{who} a autorisé {to} sans analyse',
    infected: '{to} contenait un logiciel malveillant et a été retiré',
    shared: '{who} a créé un lien vers {to}. Expiration : {until}',
    'share-revoked': '{who} a révoqué le lien vers {to}',
    unknown: '{who} : {kind}',
  },
  /** What a link opens, where it is no single file. */
  sharedEverything: 'tout l’envoi',

  changedTitle: 'Quelqu’un d’autre l’a modifié entre-temps',
  changedHint:
    'Rien de vous n’a été enregistré. Ce que vous avez écrit est encore à sa place ci-dessous : regardez les modifications, puis décidez.',

  preview: 'Aperçu {file}',
  noPreview: 'Pas d’aperçu de cette image. Téléchargez-la pour la voir.',
  table: 'Vers la liste',
  neighbours: 'Envois de la liste',
  previous: 'Précédent',
  next: 'Suivant',
  keys: 'Touches : {next} suivant, {previous} précédent, {decide} décision',

  earlierVersion: 'La version précédente',
  newerVersion: 'La version plus récente',
  versions: 'Versions',

  returnedTitle: 'Cet envoi vous a été renvoyé',
  returnedHint: 'Envoyez une nouvelle version : vos réponses et vos fichiers sont déjà remplis.',
  sendNewVersion: 'Envoyer une nouvelle version',
  reviewersMessage: 'Message des relecteurs',
  withdraw: 'Retirer',
  withdrawQuestion: 'Les relecteurs ne l’examineront plus. Vous pouvez renvoyer le formulaire à tout moment.',
  withdrawConfirm: 'Oui, le retirer',

  newVersionOf: ({ number }) => `Nouvelle version du n° ${number}`,
  newVersionHint: 'Vos réponses et vos fichiers sont remplis. Modifiez ce qui a été demandé, puis envoyez.',
} satisfies Translation<typeof english>;
