import type { Attempts, accounts as english } from '../en/accounts.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

const attempts: Readonly<Record<Attempts, string>> = {
  'sign-in': 'tentatives échouées',
  'api-token': 'requêtes avec un jeton d’API non valide',
  'share-password': 'mots de passe incorrects pour ce lien',
  registration: 'nouveaux comptes depuis votre réseau',
  'address-change-account': 'nouvelles adresses pour votre compte',
  'address-change-network': 'nouvelles adresses depuis votre réseau',
  draft: 'formulaires commencés en une heure',
  upload: 'téléversements commencés en une heure',
};

/** Sentences about users, sessions, passwords and tokens. */
export const accounts = {
  'sign-in-needed': 'Connectez-vous ou envoyez un jeton d’API, puis réessayez.',
  'person-needed': 'Un jeton d’API ne permet pas cela. Connectez-vous, ou retirez le jeton de la requête.',
  'admin-needed': 'Ceci est réservé aux administrateurs. Adressez-vous à l’un d’eux.',
  'sign-in-expired':
    'Votre connexion a expiré. Connectez-vous avec votre mot de passe pour continuer. Pour vous connecter autrement, faites-le dans un nouvel onglet, puis revenez ici et rechargez cette page.',
  'credentials-wrong': 'Adresse e-mail ou mot de passe incorrect. Vérifiez les deux et réessayez.',
  'too-many-attempts': ({ counted, seconds }) => {
    const wait = formats.plural(Math.ceil(seconds / 60), { one: 'une minute', other: '# minutes' });
    return `Trop de ${attempts[counted]}. Attendez ${wait} et réessayez.`;
  },
  'no-such-session': 'Cette session n’existe pas.',

  'no-such-user': 'Ce compte n’existe pas.',
  'no-such-picture': 'Ce compte n’a pas de photo.',
  'user-inactive': 'Ce compte n’est pas actif.',
  'account-inactive': 'Votre compte ici n’est pas actif. Adressez-vous à un administrateur.',
  'account-changed': 'Le compte a été modifié au même moment. Réessayez.',
  'email-of-another': 'Cette adresse e-mail appartient à un autre compte. Utilisez-en une autre.',
  'email-of-another-field': 'Cette adresse e-mail appartient à un autre compte.',
  'email-registered': 'Un compte existe déjà pour cette adresse e-mail. Connectez-vous, ou utilisez une autre adresse.',
  'email-registered-field': 'Un compte existe déjà pour cette adresse e-mail.',
  'email-outdated': 'L’adresse e-mail a été modifiée au même moment. Regardez ce qu’elle est devenue et réessayez.',
  'email-outdated-field': 'Cette adresse e-mail a été modifiée au même moment.',
  'inactive-by-admin-only':
    'Seul un administrateur connecté peut ajouter un compte inactif. Connectez-vous, ou retirez is_active.',
  'password-by-token':
    'Un jeton d’API ajoute des comptes sans mot de passe. Retirez le mot de passe, et créez un lien pour cette personne.',
  'token-changes-names-only':
    'Un jeton d’API ne peut modifier que le nom des autres comptes. Connectez-vous pour modifier davantage.',
  'rights-by-admin-only':
    'Seuls les administrateurs peuvent changer les rôles et désactiver des comptes. Adressez-vous à l’un d’eux.',
  'own-rights':
    'Vous ne pouvez ni changer votre propre rôle, ni vous désactiver. Adressez-vous à un autre administrateur.',
  'password-of-another':
    'Seule la personne à qui appartient un mot de passe peut le changer. Créez pour elle un lien pour en choisir un nouveau.',
  'password-not-alone': 'Changez le mot de passe séparément.',

  'password-changed-elsewhere': 'Le mot de passe a été changé ailleurs entre-temps. Reconnectez-vous.',
  'password-needed': ({ toChange }) =>
    `Saisissez votre mot de passe actuel pour changer ${toChange === 'email' ? 'votre adresse e-mail' : 'de mot de passe'}.`,
  'password-wrong': 'Mot de passe incorrect. Saisissez l’actuel.',
  'password-is-own-name': 'C’est votre nom ou votre adresse. Choisissez un autre mot de passe, par exemple trois mots.',
  'password-known': 'Trop de personnes utilisent ce mot de passe. Choisissez-en un autre, par exemple trois mots.',
  'password-not-typeable': 'Retirez les caractères qui ne peuvent pas être saisis.',
  'password-too-long': 'C’est trop long pour un mot de passe ici. Saisissez-en un plus court.',
  'password-expected': 'Saisissez un mot de passe.',
  'no-such-password-link':
    'Ce lien a déjà servi, est trop ancien, ou a été remplacé par un plus récent. Demandez-en un autre.',

  'token-invalid': 'Ce jeton d’API n’est pas valide : il est mal saisi, expiré ou révoqué. Créez-en un autre.',
  'token-read-only': 'Ce jeton d’API permet seulement de lire. Utilisez-en un qui a la portée « submit ».',
  'too-many-tokens': ({ max }) => `Il y a déjà ${formats.number(max)} jetons. Révoquez-en un d’abord.`,
  'token-made-before':
    'Ce formulaire a déjà créé un jeton, et un jeton n’est affiché qu’une fois. Si vous ne l’avez pas gardé, révoquez-le et créez-en un autre.',
  'no-such-job': 'Cette tâche échouée n’existe pas. Elle est peut-être déjà relancée.',
  'no-such-token': 'Ce jeton n’existe pas.',
  'token-days-expected': 'Saisissez un nombre entier de jours.',
  'token-days-too-few': 'Saisissez 1 jour ou plus.',
  'token-days-too-many': ({ max }) => `Saisissez ${formats.number(max)} jours ou moins.`,

  'sso-email-unconfirmed':
    'Votre organisation n’a pas confirmé votre adresse e-mail. Adressez-vous à ses administrateurs.',
  'sso-email-of-another':
    'Un autre compte ici a votre adresse, ou une adresse qui lui ressemble. Demandez à un administrateur de l’y changer.',
  'sso-account-changed': 'Votre compte a été modifié au même moment. Reconnectez-vous.',
  'sso-not-completed': 'La connexion par votre organisation n’est pas allée à son terme. Recommencez.',
  'sso-unavailable':
    'La connexion par votre organisation ne répond pas pour le moment. Réessayez dans quelques secondes.',
} satisfies Translation<typeof english>;
