import type { shareSentences as english } from '../en/shares.ts';
import type { Translation } from '../messages.ts';

/** Sentences about links to share. */
export const shareSentences = {
  'no-such-share':
    'Ce lien ne fonctionne pas. Il a peut-être expiré, été épuisé ou révoqué, ou une partie de l’adresse manque. Demandez-en un nouveau à la personne qui l’a envoyé.',
  'no-such-own-share': 'Ce lien n’existe pas.',
  'share-expired': 'Ce lien a expiré. Demandez-en un nouveau à la personne qui l’a envoyé.',
  'share-used-up':
    'Ce lien a été ouvert autant de fois que possible. Demandez-en un nouveau à la personne qui l’a envoyé.',
  'share-password-missing': 'Saisissez le mot de passe de ce lien.',
  'share-password-wrong': 'Mot de passe incorrect. Vérifiez-le et réessayez.',
  'share-password-needed': 'Les liens vers ces fichiers exigent un mot de passe. Saisissez-en un.',
  'share-not-allowed': 'Vous ne pouvez pas créer de liens vers ces fichiers.',
  'share-file-waiting':
    'La recherche de logiciels malveillants dans ce fichier est en cours. Réessayez dans une minute : le lien reste inchangé.',
  'share-file-infected':
    'Un logiciel malveillant a été trouvé dans ce fichier, il ne peut donc pas être téléchargé. Demandez à la personne qui vous a envoyé le lien.',
  'share-file-unchecked':
    'Ce fichier n’a pas pu être examiné, il ne peut donc pas être téléchargé. Demandez à la personne qui vous a envoyé le lien.',
  'share-made-before':
    'Ce formulaire a déjà créé un lien, et un lien n’est affiché qu’une fois. Si vous ne l’avez pas gardé, révoquez-le ci-dessous et créez-en un autre.',
  'share-overtaken': 'L’envoi vient de changer trop souvent, aucun lien n’a donc été créé. Réessayez.',
  'too-many-shares': ({ max }) =>
    `Vous avez déjà ${max} liens vers cet envoi, y compris ceux qui ont pris fin. Utilisez l’un d’eux ou réessayez dans quelques jours.`,
} satisfies Translation<typeof english>;
