import type { linkPages as english } from '../../en/pages/links.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages on which people make links to share, and see what became of them. */
export const linkPages = {
  title: 'Liens',
  /** The title of the links to one submission, with the submission's. */
  titleOf: ({ name }: { name: string }) => `Partager ${name}`,
  /** The link on the page of a submission. */
  share: 'Partager par un lien',
  introduction:
    'Avec ces liens, des personnes sans compte récupèrent des fichiers. Vous pouvez révoquer un lien à tout moment.',
  none: 'Vous n’avez aucun lien. Pour en créer un, ouvrez un envoi et choisissez « Partager par un lien ».',
  noneHere: 'Il n’y a pas encore de lien vers cet envoi.',
  listTitle: 'Liens vers cet envoi',
  older: 'Liens plus anciens',
  all: 'Tous mes liens',
  toSubmission: 'Vers l’envoi',

  newTitle: 'Créer un lien',
  newHint:
    'Les personnes qui ont le lien récupèrent les fichiers sans compte, jusqu’à son expiration ou sa révocation.',
  what: 'Ce qui est partagé',
  /** The whole submission, with the number of its files. */
  everything: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'Tout (# fichier)', other: 'Tout (# fichiers)' }),
  expiresInDays: 'Expire après (jours)',
  expiresInDaysHint: ({ max }: { max: number }) =>
    formats.plural(max, { one: 'Au plus # jour.', other: 'Au plus # jours.' }),
  password: 'Mot de passe',
  passwordHint: ({ characters }: { characters: number }) =>
    `Au moins ${formats.number(characters)} caractères. Transmettez-le par un autre moyen que le lien.`,
  maxUses: 'Nombre de téléchargements',
  maxUsesHint: 'Chaque appui sur le bouton de téléchargement compte une fois. Ouvrir la page ne compte jamais.',
  maxUsesBound: ({ max }: { max: number }) => `Au plus ${formats.number(max)}.`,
  make: 'Créer le lien',

  madeTitle: 'Votre nouveau lien',
  link: 'Lien',
  madeHint: 'Copiez-le maintenant. Il ne sera plus affiché.',
  madeFacts: 'Il ouvre {what}. Expiration : {time}.',
  qrCode: 'Code QR du lien',
  qrHint: 'Scannez-le avec un téléphone.',
  readerSees:
    'Le destinataire voit les noms et les tailles des fichiers et qui les partage, puis télécharge avec un bouton.',
  readerSeesPassword: 'Le mot de passe est demandé d’abord ; avant cela, le destinataire ne voit rien des fichiers.',
  command: 'Pour les programmes',
  commandLabel: 'Commande pour un terminal',
  commandHint: 'Elle enregistre le fichier sous son nom.',
  commandHintOfSeveral: 'Elle affiche les fichiers avec leurs adresses, valables cinq minutes.',
  commandPassword: 'Mettez le mot de passe à la place de PASSWORD.',

  states: {
    works: 'Fonctionne',
    expired: 'Expiré',
    'used-up': 'Épuisé',
    revoked: 'Révoqué',
    blocked: 'Désactivé : son auteur n’a plus le droit de partager',
  },
  hasPassword: 'Avec mot de passe',
  madeBy: 'Par {who}',
  uses: ({ count }: { count: number }) =>
    count === 0 ? 'Jamais utilisé' : formats.plural(count, { one: 'Utilisé # fois', other: 'Utilisé # fois' }),
  usesOf: ({ count, max }: { count: number; max: number }) =>
    `Utilisé ${formats.number(count)} fois sur ${formats.number(max)}`,
  lastUsed: 'Dernière utilisation : {time}',
  expires: 'Expiration : {time}',
  expired: 'Expiré : {time}',
  revokedAt: 'Révoqué : {time}',
  /** The list of each use. */
  eachUse: 'Chaque utilisation',
  usedWith: '{time} avec {client}',
  usedFile: '{time} avec {client} : {file}',
  olderUses: 'Les utilisations plus anciennes ne sont pas affichées.',

  revoke: 'Révoquer',
  revokeOf: ({ name }: { name: string }) => `Révoquer le lien vers ${name}`,
  revokeQuestion:
    'Le lien cesse de fonctionner tout de suite ; un téléchargement commencé peut se terminer. C’est définitif.',
  confirmRevoke: 'Révoquer le lien',
  revoked: 'Le lien est révoqué.',
} satisfies Translation<typeof english>;
