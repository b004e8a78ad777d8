import type { requests as english } from '../en/requests.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

const askOperator = 'Si cela se reproduit, prévenez les responsables de ce site.';

/** Sentences about requests, before any of their values is looked at, and about what the app needs to answer them. */
export const requests = {
  'body-broken-off': 'La requête s’est interrompue avant la fin. Renvoyez-la.',
  'body-too-large':
    'Cette requête est trop volumineuse. Les fichiers vont directement dans le stockage, jamais avec le formulaire.',
  'form-unreadable': 'Le formulaire n’a pas pu être lu. Renvoyez-le.',
  'files-in-body': 'Les fichiers vont directement dans le stockage, jamais avec le formulaire.',
  'too-many-values': ({ max }) =>
    `Ce formulaire contient plus de ${formats.number(max)} valeurs. Envoyez-en moins à la fois.`,
  'json-expected': 'Envoyez du JSON, avec le type de contenu application/json.',
  'json-invalid': 'Le corps n’est pas du JSON valide. Corrigez-le et renvoyez-le.',
  'json-not-utf8': 'Le corps n’est pas en UTF-8, comme l’exige JSON. Enregistrez-le ou envoyez-le en UTF-8.',
  'json-too-deep': 'Le JSON a trop de niveaux imbriqués. Envoyez-en un plus plat.',
  'json-member-twice': 'Un objet du JSON contient deux fois le même membre. Envoyez chacun une seule fois.',
  'patch-without-json': 'Envoyez du JSON avec PATCH.',
  'no-such-address': 'Il n’y a rien à cette adresse.',
  'method-not-allowed': ({ allowed }) => `Utilisez ici l’une de ces méthodes : ${allowed}.`,
  'foreign-origin': 'Cette requête ne venait pas de nos propres pages. Rouvrez la page et recommencez depuis celle-ci.',
  'internal-error':
    'Un problème est survenu chez nous. Réessayez. Si cela se reproduit, indiquez-nous la référence pour l’assistance.',
  'storage-unavailable': 'Le stockage ne répond pas pour le moment. Réessayez dans quelques secondes.',
  'storage-unavailable-values-kept':
    'Le stockage ne répond pas pour le moment. Rien n’est perdu : réessayez dans quelques secondes.',

  'no-such-upstream': 'Il n’y a pas de service en amont de ce nom. Vérifiez l’adresse.',
  'upstream-path-unsafe':
    'Cette adresse ne peut pas être transmise : une de ses parties est vide, faite de points, ou contient une barre oblique, une barre oblique inverse ou un caractère de contrôle. Retirez-la.',
  'upstream-slow': ({ name }) =>
    `Le service « ${name} » n’a pas répondu à temps. Réessayez, ou demandez-lui moins de données.`,
  'upstream-unreachable': ({ name }) =>
    `Le service « ${name} » n’a pas répondu. Réessayez dans quelques secondes. ${askOperator}`,
  'upstream-response-invalid': ({ name }) =>
    `La réponse du service « ${name} » ne peut pas être transmise. ${askOperator}`,
} satisfies Translation<typeof english>;
