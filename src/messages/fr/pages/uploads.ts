import type { Messages } from '../../messages.ts';

/** Texts of the browser's script, which the page carries as data. */
export const uploads = {
  preparing: 'Préparation…',
  waiting: 'En attente…',
  progress: '{percent}, {sent} sur {size}',
  progressAtSpeed: '{percent}, {sent} sur {size}, {speed}/s, encore {left}',
  paused: 'Suspendu à {sent} sur {size}',
  offline: 'Vous êtes hors ligne. L’envoi reprendra dès que vous serez de nouveau en ligne.',
  retrying: 'Pas de réponse pour le moment. Nouvel essai…',
  checking: 'Vérification du fichier…',
  removing: 'Retrait en cours…',
  removed: 'Retiré',
  complete: 'Téléversé',

  saidStarted: 'Téléversement de {name} en cours.',
  saidPercent: '{name} : {percent} téléversés.',
  saidComplete: '{name} est téléversé.',
  saidFailure: '{name} : {reason}',
  saidRemoved: '{name} a été retiré.',
  saidRestored: '{name} est de retour.',
  saidCancelled: 'Le téléversement de {name} a été annulé.',

  totals: 'Fichiers : {done} sur {count}, {sent} sur {size}',
  totalsWithTime: 'Fichiers : {done} sur {count}, {sent} sur {size}, encore {left}',
  unfinished: '{name}, {percent} envoyés. Choisissez de nouveau le fichier pour continuer.',
  screenshot: 'Capture d’écran {time}',

  duplicate: '{name} est déjà dans la liste.',
  fileEmpty: '{name} est vide. Choisissez un autre fichier.',
  fileTooLarge: '{name} dépasse {most}. Choisissez un fichier plus petit.',
  fileTypeNotAccepted: '{name} ne peut pas être téléversé : ce type de fichier n’est pas accepté.',
  tooManyFiles: {
    one: 'Vous pouvez envoyer ici un seul fichier. Retirez les autres.',
    other: 'Vous pouvez envoyer ici {count} fichiers au plus. Choisissez-en moins ou retirez-en quelques-uns.',
  },
  tooFewFiles: { one: 'Choisissez un fichier.', other: 'Choisissez au moins {count} fichiers.' },

  stillPaused: '{name} est suspendu. Reprenez ou annulez son téléversement, puis envoyez le formulaire.',
  notUploaded: '{name} n’a pas été téléversé. Réessayez ou retirez ce fichier, puis envoyez le formulaire.',
  notAccepted: '{name} n’a pas été accepté. Retirez ce fichier, puis envoyez le formulaire.',
  sendingWhenUploaded: 'Le formulaire partira dès que les fichiers seront téléversés.',
  sending: 'Envoi en cours…',

  'signed-out': 'Vous êtes déconnecté. Connectez-vous, revenez ici et choisissez « Réessayer ».',
  'connection-lost': 'La connexion a été perdue. Vérifiez-la, puis choisissez « Réessayer ».',
  'app-busy':
    'Le serveur ne peut pas prendre le fichier pour le moment. Choisissez « Réessayer » dans quelques minutes.',
  'storage-busy':
    'Le stockage ne peut pas prendre le fichier pour le moment. Choisissez « Réessayer » dans quelques minutes.',
  'app-refused': 'Le serveur a refusé le fichier ({status}). Retirez-le et choisissez-le de nouveau.',
  'storage-refused': 'Le stockage a refusé le fichier ({status}). Retirez-le et choisissez-le de nouveau.',
  'file-not-accepted': 'Le fichier n’a pas été accepté. Retirez-le et choisissez-en un autre.',
  'file-changed': 'Le fichier a changé ou n’est plus lisible. Retirez-le et choisissez-le de nouveau.',
  'upload-expired': 'Le téléversement a expiré. Choisissez « Réessayer ».',
  'piece-lost': 'Une partie du fichier s’est perdue dans le stockage. Choisissez « Réessayer ».',
  'page-failed': 'Un problème est survenu sur cette page. Rechargez-la et choisissez de nouveau le fichier.',
} satisfies Messages['pages']['uploads'];
