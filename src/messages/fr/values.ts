import type { values as english } from '../en/values.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about the values of forms and JSON. */
export const values = {
  'values-invalid': 'Certaines valeurs manquent ou ne conviennent pas.',
  'form-invalid': 'Quelques champs demandent votre attention. Rien n’a encore été envoyé.',
  'value-invalid': 'Cette valeur ne convient pas.',
  'value-missing': 'Remplissez ce champ.',
  'field-missing': ({ label, missing }) =>
    missing === undefined ? `Remplissez « ${textIn(label, 'fr')} ».` : textIn(missing, 'fr'),
  'no-such-field': 'Ce champ n’existe pas.',
  'object-expected': 'Indiquez un objet JSON.',
  'text-expected': 'Saisissez un texte.',
  'text-too-long': ({ max }) =>
    `Saisissez ${formats.plural(max, { one: '# caractère', other: '# caractères' })} au plus.`,
  'text-too-short': ({ min }) =>
    `Saisissez au moins ${formats.plural(min, { one: '# caractère', other: '# caractères' })}.`,
  'text-not-one-line': 'Écrivez tout sur une seule ligne.',
  'text-not-printable': 'Retirez les caractères qui ne peuvent pas être affichés.',
  'email-expected': 'Saisissez une adresse e-mail.',
  'email-invalid': 'Saisissez une adresse e-mail comme nom@example.com.',
  'email-given-invalid': ({ given }) => `« ${given} » n’est pas une adresse e-mail.`,
  'name-expected': 'Saisissez un nom.',
  'boolean-expected': 'Indiquez true ou false.',
  'tick-needed': 'Cochez cette case pour continuer.',
  'option-unknown': 'Choisissez l’une des options.',
  'not-one-of': ({ options }) => `Indiquez ${formats.choice(options)}.`,
  'number-expected': 'Saisissez un nombre.',
  'integer-expected': 'Saisissez un nombre entier.',
  'number-too-small': ({ min }) => `Saisissez ${formats.number(min)} ou plus.`,
  'number-too-large': ({ max }) => `Saisissez ${formats.number(max)} ou moins.`,
  'number-not-kept-large': 'Ce nombre est trop grand pour être conservé.',
  'number-not-kept-small': 'Ce nombre est trop proche de zéro pour être conservé.',
  'number-off-step': ({ step, min }) =>
    min === undefined
      ? `Saisissez un multiple de ${formats.number(step)}.`
      : `Saisissez ${formats.number(min)}, ou ce nombre plus un multiple de ${formats.number(step)}.`,
  'page-limit-expected': ({ max }) => `Indiquez un nombre de 1 à ${formats.number(max)}.`,
  'cursor-unknown': 'Ce n’est pas un curseur fourni par une liste.',
  'id-expected': 'Indiquez de 8 à 64 lettres, chiffres, traits d’union ou tirets bas.',

  'form-name-expected': 'Indiquez le nom d’un formulaire.',
  'form-name-unknown': 'Il n’y a pas de formulaire de ce nom.',
  'field-name-expected': 'Indiquez le nom d’un champ de fichiers.',
  'field-name-unknown': 'Il n’y a pas de champ de ce nom.',
  'file-name-expected': 'Indiquez le nom du fichier.',
  'file-name-too-long': 'Ce nom est trop long.',
  'media-type-expected': 'Indiquez un type de média.',
  'media-type-invalid': 'Ce n’est pas un type de média.',
  'file-size-expected': 'Indiquez la taille en octets, en nombre entier.',
  'checksum-expected': ({ name, bytes }) =>
    `Indiquez une somme de contrôle ${name} de ${formats.plural(bytes, { one: '# octet', other: '# octets' })}, en base64.`,
  'part-list-expected': 'Indiquez une liste de parties.',
  'part-number-too-small': 'Les parties se comptent à partir de 1.',
  'part-number-too-large': ({ max }) => `Les parties se comptent jusqu’à ${formats.number(max)}.`,
  'parts-missing': 'Nommez au moins une partie.',
  'parts-too-many': ({ max }) =>
    `Nommez ${formats.plural(max, { one: 'une partie', other: '# parties' })} au plus à la fois.`,
  'part-twice': 'Une partie est nommée deux fois.',

  'upload-id-expected': 'Indiquez l’identifiant d’un téléversement.',
  'upload-ids-expected': 'Indiquez une liste d’identifiants de téléversements.',
  'files-missing': ({ min }) =>
    `Choisissez ${formats.plural(min, { one: 'un fichier', other: 'au moins # fichiers' })}.`,
  'files-too-many': ({ max }) =>
    formats.plural(max, {
      one: 'Vous pouvez envoyer ici un seul fichier. Retirez les autres.',
      other: 'Vous pouvez envoyer ici # fichiers au plus. Retirez-en quelques-uns.',
    }),
  'file-listed-twice': 'Le même fichier figure deux fois dans la liste.',
  'file-of-other-field': 'Ce fichier a été envoyé pour un autre champ.',
  'file-attached-elsewhere': ({ filename }) =>
    `« ${filename} » fait partie d’un autre envoi. Choisissez de nouveau le fichier pour l’envoyer aussi ici.`,
  'file-taken-elsewhere':
    'Un fichier a été envoyé ou retiré ailleurs entre-temps. Retirez-le ici et choisissez-le de nouveau.',
  'file-gone': ({ filename }) => `« ${filename} » n’est plus là. Retirez ce fichier et choisissez-le de nouveau.`,
  'file-rejected': ({ filename, reason }, say) => `« ${filename} » : ${say(reason)}`,

  'no-such-form': 'Ce formulaire n’existe pas.',
  'no-such-file-field': 'Ce formulaire n’a pas de tel champ de fichiers.',
  'form-text-too-long': 'C’est plus de texte qu’un formulaire ne peut en contenir. Raccourcissez-le.',
  'form-sent-before':
    'Ce formulaire a déjà été envoyé avec un autre contenu. Rouvrez-le pour envoyer quelque chose de nouveau.',
  'no-such-submission': 'Cet envoi n’existe pas.',
  'reviewers-only': 'Seules les personnes qui examinent ce formulaire peuvent lister ce qui a été envoyé avec lui.',
} satisfies Translation<typeof english>;
