import { cleanFilename } from './filename.ts';
import {
  holdsExcel,
  holdsPowerPoint,
  holdsWord,
  isCompoundFile,
  isEncryptedOffice,
} from './signatures/compound-file.ts';
import { isAvif, isHeic, isIsoMedia, isQuickTime, isSoundOnly } from './signatures/iso-media.ts';
import { isFlac, isMp3 } from './signatures/mpeg-audio.ts';
import {
  isBmp,
  isGif,
  isGzip,
  isJpeg,
  isMatroska,
  isOgg,
  isOldExcel,
  isOldWord,
  isPdf,
  isPng,
  isRtf,
  isTiff,
  isWav,
  isWebm,
  isWebp,
  isZip,
  type Signature,
} from './signatures/signature.ts';
import { holdsDocx, holdsOpenDocument, holdsPptx, holdsXlsx } from './signatures/zip-contents.ts';

/**
 * A type of file that a form can accept, and everything the app knows of it: declared once, here. Above 200 lines
 * because it is one table.
 */
export interface MediaType {
  /** The canonical name, as it is signed, stored and served. */
  readonly mime: string;
  /** With the dot. The first is the usual one. */
  readonly extensions: readonly string[];
  /** The name that people use. */
  readonly label: string;
  /** Other names under which browsers and programs send it. */
  readonly aliases?: readonly string[];
  /** The signatures of the formats that go by this name, or `text` for types that have none. */
  readonly looksLike: readonly Signature[] | 'text';
  /**
   * The signature that distinguishes this type from others with the same `looksLike`, for files without its extension.
   */
  readonly mark?: Signature;
  /** True when a browser can show it without running any script in it. Files of other types are always saved. */
  readonly inline?: boolean;
}

export const pdf: MediaType = {
  mime: 'application/pdf',
  extensions: ['.pdf'],
  label: 'PDF',
  looksLike: [isPdf],
  inline: true,
};

export const png: MediaType = {
  mime: 'image/png',
  extensions: ['.png'],
  label: 'PNG',
  looksLike: [isPng],
  inline: true,
};
export const jpeg: MediaType = {
  mime: 'image/jpeg',
  extensions: ['.jpg', '.jpeg', '.jfif'],
  label: 'JPEG',
  aliases: ['image/jpg', 'image/pjpeg'],
  looksLike: [isJpeg],
  inline: true,
};
export const webp: MediaType = {
  mime: 'image/webp',
  extensions: ['.webp'],
  label: 'WebP',
  looksLike: [isWebp],
  inline: true,
};

/** The formats of a single picture, from browsers, phones and scanners. */
export const images: readonly MediaType[] = [
  png,
  jpeg,
  webp,
  { mime: 'image/gif', extensions: ['.gif'], label: 'GIF', looksLike: [isGif], inline: true },
  { mime: 'image/avif', extensions: ['.avif'], label: 'AVIF', looksLike: [isAvif], inline: true },
  {
    mime: 'image/heic',
    extensions: ['.heic', '.heif', '.hif'],
    label: 'HEIC',
    aliases: ['image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    looksLike: [isHeic],
  },
  { mime: 'image/tiff', extensions: ['.tif', '.tiff'], label: 'TIFF', looksLike: [isTiff] },
  { mime: 'image/bmp', extensions: ['.bmp'], label: 'BMP', aliases: ['image/x-ms-bmp'], looksLike: [isBmp] },
];

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Word processing, spreadsheets and presentations, of Microsoft's and of OpenDocument's kind. */
export const officeDocuments: readonly MediaType[] = [
  openXmlDocument('.docx', `${openXml}.wordprocessingml.document`, 'Word', holdsDocx),
  openXmlDocument('.xlsx', `${openXml}.spreadsheetml.sheet`, 'Excel', holdsXlsx),
  openXmlDocument('.pptx', `${openXml}.presentationml.presentation`, 'PowerPoint', holdsPptx),
  {
    mime: 'application/msword',
    extensions: ['.doc'],
    label: 'Word',
    looksLike: [isCompoundFile, isRtf, isOldWord],
    mark: holdsWord,
  },
  {
    mime: 'application/vnd.ms-excel',
    extensions: ['.xls'],
    label: 'Excel',
    looksLike: [isCompoundFile, isOldExcel],
    mark: holdsExcel,
  },
  {
    mime: 'application/vnd.ms-powerpoint',
    extensions: ['.ppt'],
    label: 'PowerPoint',
    looksLike: [isCompoundFile],
    mark: holdsPowerPoint,
  },
  openDocumentFile('.odt', `${openDocument}.text`),
  openDocumentFile('.ods', `${openDocument}.spreadsheet`),
  openDocumentFile('.odp', `${openDocument}.presentation`),
  {
    mime: 'application/rtf',
    extensions: ['.rtf'],
    label: 'RTF',
    aliases: ['text/rtf'],
    looksLike: [isRtf],
  },
];

/** Texts for people. CSV and JSON, which are texts too, stand below on their own. */
export const textTypes: readonly MediaType[] = [
  { mime: 'text/plain', extensions: ['.txt', '.log'], label: 'text', looksLike: 'text', inline: true },
  {
    mime: 'text/markdown',
    extensions: ['.md', '.markdown'],
    label: 'Markdown',
    aliases: ['text/x-markdown'],
    looksLike: 'text',
  },
];
export const csv: MediaType = {
  mime: 'text/csv',
  extensions: ['.csv'],
  label: 'CSV',
  aliases: ['application/csv', 'text/comma-separated-values', 'application/vnd.ms-excel'],
  looksLike: 'text',
};
export const json: MediaType = {
  mime: 'application/json',
  extensions: ['.json'],
  label: 'JSON',
  aliases: ['text/json'],
  looksLike: 'text',
};

export const zip: MediaType = {
  mime: 'application/zip',
  extensions: ['.zip'],
  label: 'ZIP',
  aliases: ['application/x-zip-compressed', 'application/x-zip'],
  looksLike: [isZip],
};
export const gzip: MediaType = {
  mime: 'application/gzip',
  extensions: ['.gz', '.tgz'],
  label: 'gzip',
  aliases: ['application/x-gzip', 'application/x-compressed-tar'],
  looksLike: [isGzip],
};

export const audio: readonly MediaType[] = [
  {
    mime: 'audio/mpeg',
    extensions: ['.mp3'],
    label: 'MP3',
    aliases: ['audio/mp3'],
    looksLike: [isMp3],
    inline: true,
  },
  {
    mime: 'audio/mp4',
    extensions: ['.m4a'],
    label: 'M4A',
    aliases: ['audio/x-m4a', 'audio/m4a'],
    looksLike: [isIsoMedia],
    mark: isSoundOnly,
    inline: true,
  },
  {
    mime: 'audio/wav',
    extensions: ['.wav'],
    label: 'WAV',
    aliases: ['audio/x-wav', 'audio/wave'],
    looksLike: [isWav],
    inline: true,
  },
  {
    mime: 'audio/ogg',
    extensions: ['.ogg', '.oga', '.opus'],
    label: 'Ogg',
    aliases: ['audio/opus', 'application/ogg'],
    looksLike: [isOgg],
    inline: true,
  },
  {
    mime: 'audio/flac',
    extensions: ['.flac'],
    label: 'FLAC',
    aliases: ['audio/x-flac'],
    looksLike: [isFlac],
    inline: true,
  },
];

export const video: readonly MediaType[] = [
  {
    mime: 'video/mp4',
    extensions: ['.mp4', '.m4v'],
    label: 'MP4',
    aliases: ['video/x-m4v'],
    looksLike: [isIsoMedia],
    inline: true,
  },
  {
    mime: 'video/webm',
    extensions: ['.webm'],
    label: 'WebM',
    looksLike: [isMatroska],
    mark: isWebm,
    inline: true,
  },
  { mime: 'video/quicktime', extensions: ['.mov'], label: 'MOV', looksLike: [isIsoMedia], mark: isQuickTime },
  {
    mime: 'video/matroska',
    extensions: ['.mkv'],
    label: 'MKV',
    aliases: ['video/x-matroska'],
    looksLike: [isMatroska],
  },
];

/**
 * Types that people and programs call by each other's names. A program that opens one of a kind opens the others too.
 */
const kinds: readonly (readonly MediaType[])[] = [images, [...audio, ...video], officeDocuments, [zip, gzip]];

/** All types that have a signature. */
export const binaryTypes: readonly MediaType[] = [pdf, ...kinds.flat()];

/** True for two types of one kind: files of either often carry the other's name. */
export function areOfOneKind(one: MediaType, other: MediaType): boolean {
  return kinds.some((kind) => kind.includes(one) && kind.includes(other));
}

/** The kinds of files that people speak of, in the order in which they are named. */
const namedKinds = {
  documents: [pdf, ...officeDocuments, ...textTypes, csv, json],
  pictures: images,
  audio,
  video,
  archives: [zip, gzip],
} as const;

/** The name of a kind of files. */
export type FileKind = keyof typeof namedKinds;

/** Returns the kinds of these types, with the types of each, and whether these are the whole kind. */
export function kindsOf(
  types: readonly MediaType[],
): { readonly kind: FileKind; readonly accepted: readonly MediaType[]; readonly isWhole: boolean }[] {
  // The keys of a constant object.
  return (Object.keys(namedKinds) as FileKind[]).flatMap((kind) => {
    const whole: readonly MediaType[] = namedKinds[kind];
    const accepted = types.filter((type) => whole.includes(type));
    return accepted.length > 0 ? [{ kind, accepted, isWhole: accepted.length === whole.length }] : [];
  });
}

/** Returns the names of types for people, each once. */
export function labelsOf(types: readonly MediaType[]): string[] {
  return [...new Set(types.map(({ label }) => label))];
}

/** True for types that are shown as pictures, to which a field's limits for pictures apply. */
export function isPicture({ mime }: MediaType): boolean {
  return mime.startsWith('image/');
}

/**
 * Returns the accepted type that a claim stands for. Parameters and case do not count.
 *
 * The claimed type counts where the file name has an extension of it, or none that is accepted. Otherwise the extension
 * decides: the browser takes a file's type from the programs on that computer, right or wrong. The app checks the bytes
 * later in any case.
 *
 * @returns `undefined` for types that are not accepted, and for a file that claims to be a page or a script, under any
 *   name
 */
export function findMediaType(
  accepted: readonly MediaType[],
  claimedType: string,
  filename: string,
): MediaType | undefined {
  const claimed = (claimedType.split(';')[0] ?? '').trim().toLowerCase();
  const isNamed = (type: MediaType) => hasExtension(type, cleanFilename(filename));
  const candidates = accepted.filter((type) => type.mime === claimed || type.aliases?.includes(claimed));
  const both = candidates.find(isNamed);
  if (both) return both;
  const named = candidates.length > 0 || mayBeWrong(claimed) ? accepted.find(isNamed) : undefined;
  return named ?? candidates.find((type) => type.mime === claimed) ?? candidates[0];
}

/** Returns the name of a media type for people, such as "Word". A type without a name keeps its own. */
export function labelOfType(mime: string): string {
  return [...binaryTypes, ...textTypes, csv, json].find((type) => type.mime === mime)?.label ?? mime;
}

/**
 * True for a claimed type that a careless system may have given. That is none at all, or any that no browser would run.
 */
function mayBeWrong(claimed: string): boolean {
  return claimed === '' || (mediaTypeName.test(claimed) && !runnable.test(claimed));
}

/**
 * Matches the name of a media type.
 * @see https://www.rfc-editor.org/rfc/rfc6838#section-4.2
 */
const mediaTypeName = /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/;

/**
 * Pages, all of XML, scripts, and bodies of several parts; `multipart/x-zip` is an old name for an archive.
 *
 * @see https://mimesniff.spec.whatwg.org/#javascript-mime-type
 */
const runnable = /html|xml$|(java|ecma|live|j|vb)script|^multipart\/(?!x-)/;

/**
 * Returns a cleaned name with an extension of its type. A file taken as text must not be saved as `report.hta`, which a
 * system would run.
 *
 * @param mistakenFor the type that the name says wrongly: its extension gives way, so that `photo.png` becomes
 *   `photo.jpg` and not `photo.png.jpg`
 */
export function nameWithExtension(claimedName: string, type: MediaType, mistakenFor?: MediaType): string {
  const { extensions = [] } = mistakenFor ?? {};
  const name = cleanFilename(claimedName, extensions);
  const wrong = mistakenFor && mistakenFor !== type ? extensionOf(mistakenFor, name) : undefined;
  return cleanFilename(wrong === undefined ? claimedName : name.slice(0, -wrong.length), type.extensions);
}

/** Returns the extension of the type that a name has, or the type's usual one. */
export function usedExtension(type: MediaType, filename: string): string {
  return extensionOf(type, filename) ?? type.extensions[0] ?? '';
}

function hasExtension(type: MediaType, filename: string): boolean {
  return extensionOf(type, filename) !== undefined;
}

function extensionOf({ extensions }: MediaType, filename: string): string | undefined {
  return extensions.find((extension) => filename.toLowerCase().endsWith(extension));
}

function openXmlDocument(extension: string, mime: string, label: string, mark: Signature): MediaType {
  return { mime, extensions: [extension], label, looksLike: [isZip, isEncryptedOffice], mark };
}

function openDocumentFile(extension: string, mime: string): MediaType {
  return { mime, extensions: [extension], label: 'OpenDocument', looksLike: [isZip], mark: holdsOpenDocument(mime) };
}
