import type { files as english } from '../en/files.ts';
import { capitalise } from '../file-kinds.ts';
import type { Translation } from '../messages.ts';
import { fileKinds } from './file-kinds.ts';
import { formats } from './formats.ts';

const saveAgain = 'Enregistrez-en une copie avec un logiciel d’images et choisissez cette copie.';
const pictureIs = ({ width, height }: { width: number; height: number }) =>
  `Cette image fait ${formats.number(width)} × ${formats.number(height)} pixels.`;
const megapixels = (count: number) => formats.plural(count, { one: '# mégapixel', other: '# mégapixels' });

const notScannable = {
  encrypted: 'Ce fichier n’a pas pu être analysé par l’antivirus, car il est protégé par un mot de passe.',
  'too-large': 'Ce fichier n’a pas pu être analysé par l’antivirus, car il est trop volumineux pour lui.',
  'not-supported': 'Ce fichier n’a pas pu être analysé par l’antivirus, qui ne sait pas le lire.',
};

/** Sentences about files and uploads. */
export const files = {
  'file-empty': 'Ce fichier est vide. Choisissez-en un qui contient quelque chose.',
  'file-too-large': ({ bytes, maxBytes }) => {
    const [size, most] = formats.bytesApart(bytes, maxBytes);
    return `Ce fichier est trop volumineux (${size}). Choisissez-en un de ${most} au plus.`;
  },
  'file-type-not-accepted': ({ accepted }) =>
    `Ce type de fichier n’est pas accepté. Choisissez un autre fichier : ${fileKinds.list(accepted)}.`,
  'file-rules': (rules) => {
    const { accepted, maxBytes, minFiles, maxFiles, minPixels = 1, maxPixels, maxMegapixels } = rules;
    const size = formats.bytes(maxBytes);
    const count = minFiles > 1 ? `de ${formats.number(minFiles)} à` : 'jusqu’à';
    const files =
      maxFiles === 1 ? `un fichier, ${size} au plus` : `${count} ${formats.number(maxFiles)} fichiers, ${size} chacun`;
    const sides =
      maxPixels === undefined ? '' : `, de ${formats.number(minPixels)} à ${formats.number(maxPixels)} pixels de côté`;
    const area = maxMegapixels === undefined ? '' : `, ${megapixels(maxMegapixels)} au plus`;
    return `${capitalise(fileKinds.list(accepted), formats)} ; ${files}${sides}${area}.`;
  },
  'file-types-of-kind': ({ kind, labels }) =>
    `${capitalise(fileKinds.name(kind), formats)} : ${fileKinds.list(labels)}.`,
  'archive-limits': ({ maxEntries, maxUnpackedBytes }) =>
    `Une archive ZIP peut contenir jusqu’à ${formats.number(maxEntries)} fichiers et ${formats.bytes(maxUnpackedBytes)} une fois décompressée.`,
  'no-such-file': 'Ce fichier n’existe pas.',
  'no-such-preview': 'Il n’y a pas d’aperçu de ce fichier.',

  'no-such-upload': 'Ce téléversement n’existe pas. Il a peut-être expiré : choisissez de nouveau le fichier.',
  'upload-attached': 'Ce fichier fait partie d’un envoi et ne peut pas en être retiré.',
  'upload-takes-no-request':
    'Ce téléversement n’accepte pas de requête, ou n’en accepte plus. Commencez-en un nouveau pour envoyer un autre fichier.',
  'upload-takes-no-parts': 'Ce téléversement n’accepte pas de parties, ou n’en accepte plus.',
  'no-such-part': ({ partCount, partNumber }) => {
    const parts = formats.plural(partCount, { one: '# partie', other: '# parties' });
    return `Ce fichier a ${parts} ; la partie ${formats.number(partNumber)} n’existe pas.`;
  },
  'sha256-needed': ({ maxBytes }) =>
    `Les fichiers jusqu’à ${formats.bytes(maxBytes)} ont besoin de leur somme de contrôle SHA-256 (base64) avant l’envoi.`,
  'too-many-open-uploads': ({ max }) => {
    const files = formats.plural(max, { one: '# fichier', other: '# fichiers' });
    return `Vous avez ${files} en attente d’envoi. Envoyez d’abord un formulaire, ou retirez des fichiers.`;
  },
  'too-many-open-bytes': ({ maxBytes }) =>
    `Ensemble, les fichiers en attente d’envoi peuvent faire ${formats.bytes(maxBytes)}. Envoyez d’abord un formulaire, ou retirez des fichiers.`,
  'file-not-there-yet': 'Le fichier n’est pas encore arrivé. Envoyez-le d’abord, puis redemandez.',
  'file-did-not-arrive': 'Le fichier n’est pas arrivé. Choisissez-le de nouveau.',
  'file-removed': 'Ce fichier a été retiré.',
  'malware-found': ({ signature }) =>
    `Ce fichier contient un logiciel malveillant (${signature}). Nous l’avons supprimé. Vérifiez votre appareil, puis choisissez une copie saine.`,

  'file-being-scanned': 'Ce fichier est en cours d’analyse antivirus. Réessayez dans quelques minutes.',
  'file-is-infected': ({ signature }) =>
    `Ce fichier contient un logiciel malveillant (${signature}). Il a été retiré : demandez une copie saine.`,
  'file-not-scannable': ({ reason }) => `${notScannable[reason]} Une personne chargée de l’examen peut l’autoriser.`,
  'file-scan-failed':
    'Ce fichier n’a pas pu être analysé par l’antivirus. Une personne chargée de l’examen peut l’autoriser.',
  'file-not-releasable':
    'Ce fichier ne peut pas être autorisé maintenant : son analyse a un autre résultat que celui que vous avez vu. Vérifiez à nouveau.',
  'file-released':
    'Une autre personne a déjà autorisé ce fichier, et votre note n’a pas été enregistrée. Ajoutez-la comme note si elle est encore utile.',
  'release-scan-missing': 'Envoyez l’état et l’heure de l’analyse que vous avez vue.',

  'size-differs': ({ bytes, arrivedBytes }) => {
    const [announced, arrived] = formats.bytesApart(bytes, arrivedBytes);
    return `Le fichier est arrivé avec ${arrived} au lieu de ${announced}. Choisissez-le de nouveau.`;
  },
  'header-unsigned': ({ header }) => `Le fichier est arrivé avec l’en-tête ${header}. Renvoyez-le sans cet en-tête.`,
  'type-differs': 'Le fichier est arrivé avec un autre type que celui annoncé. Choisissez-le de nouveau.',
  'bytes-differ': 'Le fichier arrivé n’est pas celui annoncé. Choisissez-le de nouveau.',

  'content-unrecognised': ({ label, named }) => {
    const type = fileKinds.name(label);
    return `Le nom de ce fichier se termine par ${named}, mais nous ne pouvons pas le lire au format ${type}. Exportez-le au format ${type} et choisissez-le de nouveau.`;
  },
  'content-of-other-type': ({ label, named, found, extension }) => {
    const [type, real] = [fileKinds.name(label), fileKinds.name(found)];
    return extension === undefined
      ? `Le nom de ce fichier se termine par ${named}, mais son contenu est au format ${real}. Exportez-le au format ${type} et choisissez-le de nouveau.`
      : `Le nom de ce fichier se termine par ${named}, mais son contenu est au format ${real}. Remplacez son extension par ${extension}, ou exportez-le au format ${type}, puis choisissez-le de nouveau.`;
  },
  'text-unreadable':
    'Nous ne pouvons pas lire ce fichier comme du texte. Enregistrez-le en texte brut et choisissez-le de nouveau.',
  'text-is-markup':
    'Ce fichier ressemble à du HTML, du XML ou du SVG. Ces types ne sont pas acceptés : choisissez un autre fichier.',

  'archive-unreadable':
    'Ce fichier est endommagé ou incomplet : la liste de son contenu n’a pas pu être lue. Recréez-le et choisissez le nouveau fichier.',
  'archive-ambiguous':
    'Ce fichier a deux listes de son contenu, et les programmes peuvent montrer l’une ou l’autre. Recréez-le et choisissez le nouveau fichier.',
  'archive-has-many-files': ({ max }) =>
    `Ce fichier en contient trop d’autres. La limite est de ${formats.number(max)} par archive : divisez-la.`,
  'archive-list-too-long': ({ maxBytes }) =>
    `La liste du contenu de ce fichier dépasse ${formats.bytes(maxBytes)}, trop pour être vérifiée. Divisez-le, ou donnez à son contenu des noms plus courts.`,
  'archive-too-large-unpacked': ({ bytes, maxBytes }) => {
    const [unpacked, most] = formats.bytesApart(bytes, maxBytes);
    return `Décompressé, ce fichier ferait ${unpacked}. La limite est de ${most} : divisez-le.`;
  },
  'archive-unpacks-too-far': ({ maxRatio }) =>
    `Décompressé, ce fichier fait plus de ${formats.number(maxRatio)} fois sa taille, ce qui n’est pas accepté. Envoyez son contenu sans le compresser.`,

  'picture-unreadable': `La taille de cette image n’a pas pu être lue. ${saveAgain}`,
  'picture-not-whole': `La fin de cette image manque, ou autre chose se trouve derrière. ${saveAgain}`,
  'picture-sides': (picture) =>
    `${pictureIs(picture)} Chaque côté doit faire entre ${formats.number(picture.minPixels)} et ${formats.number(picture.maxPixels)} pixels.`,
  'picture-megapixels': (picture) =>
    `${pictureIs(picture)} La limite est de ${megapixels(picture.maxMegapixels)} : réduisez-la.`,
  'picture-has-many-frames': ({ frames, isCut, max }) =>
    `Cette image est une animation ${isCut ? 'd’au moins' : 'd’environ'} ${formats.number(frames)} images. La limite est de ${formats.number(max)} : raccourcissez-la.`,
  'picture-frames-uncounted': ({ maxBytes }) =>
    `Les images de cette animation n’ont pas pu être comptées : le comptage se limite à ${formats.bytes(maxBytes)}. Raccourcissez-la ou réduisez-la.`,
} satisfies Translation<typeof english>;
