import { cleanFilename } from './filename.ts';

/**
 * A type of file that a form can accept, and everything the app knows of it: declared once, here. Above 200 lines
 * because it is one table.
 */
export interface MediaType {
  /** The canonical name, as it is signed, stored and served. */
  readonly mime: string;
  /** With the dot. The first is the usual one. */
  readonly extensions: readonly string[];
  /** How people call it. */
  readonly label: string;
  /** Other names under which browsers and programs send it. */
  readonly aliases?: readonly string[];
  /** What the first bytes look like: one of these types by their signature, or `text` for types that have none. */
  readonly looksLike: readonly string[] | 'text';
  /** Whether a browser can show it without running any script in it. Everything else is only ever saved. */
  readonly inline?: boolean;
}

/** What Office's and OpenDocument's files look like when the part that names them comes late in the archive. */
const zipBased = (mime: string) => [mime, 'application/zip'];

export const pdf: MediaType = {
  mime: 'application/pdf',
  extensions: ['.pdf'],
  label: 'PDF',
  looksLike: ['application/pdf'],
  inline: true,
};

export const png: MediaType = {
  mime: 'image/png',
  extensions: ['.png'],
  label: 'PNG',
  looksLike: ['image/png', 'image/apng'],
  inline: true,
};
export const jpeg: MediaType = {
  mime: 'image/jpeg',
  extensions: ['.jpg', '.jpeg'],
  label: 'JPEG',
  aliases: ['image/jpg', 'image/pjpeg'],
  looksLike: ['image/jpeg'],
  inline: true,
};
export const webp: MediaType = {
  mime: 'image/webp',
  extensions: ['.webp'],
  label: 'WebP',
  looksLike: ['image/webp'],
  inline: true,
};

/** Everything that is one picture, in the formats of browsers, phones and scanners. */
export const images: readonly MediaType[] = [
  png,
  jpeg,
  webp,
  { mime: 'image/gif', extensions: ['.gif'], label: 'GIF', looksLike: ['image/gif'], inline: true },
  { mime: 'image/avif', extensions: ['.avif'], label: 'AVIF', looksLike: ['image/avif'], inline: true },
  {
    mime: 'image/heic',
    extensions: ['.heic', '.heif'],
    label: 'HEIC',
    aliases: ['image/heif'],
    looksLike: ['image/heic', 'image/heif'],
  },
  { mime: 'image/tiff', extensions: ['.tif', '.tiff'], label: 'TIFF', looksLike: ['image/tiff'] },
  { mime: 'image/bmp', extensions: ['.bmp'], label: 'BMP', aliases: ['image/x-ms-bmp'], looksLike: ['image/bmp'] },
];

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Word processing, spreadsheets and presentations, of Microsoft's and of OpenDocument's kind. */
export const officeDocuments: readonly MediaType[] = [
  office('.docx', `${openXml}.wordprocessingml.document`, 'Word'),
  office('.xlsx', `${openXml}.spreadsheetml.sheet`, 'Excel'),
  office('.pptx', `${openXml}.presentationml.presentation`, 'PowerPoint'),
  { mime: 'application/msword', extensions: ['.doc'], label: 'Word', looksLike: ['application/x-cfb'] },
  { mime: 'application/vnd.ms-excel', extensions: ['.xls'], label: 'Excel', looksLike: ['application/x-cfb'] },
  {
    mime: 'application/vnd.ms-powerpoint',
    extensions: ['.ppt'],
    label: 'PowerPoint',
    looksLike: ['application/x-cfb'],
  },
  office('.odt', `${openDocument}.text`, 'OpenDocument'),
  office('.ods', `${openDocument}.spreadsheet`, 'OpenDocument'),
  office('.odp', `${openDocument}.presentation`, 'OpenDocument'),
  {
    mime: 'application/rtf',
    extensions: ['.rtf'],
    label: 'RTF',
    aliases: ['text/rtf'],
    looksLike: ['application/rtf'],
  },
];

/** Texts for people. CSV and JSON, which are texts too, stand below on their own. */
export const text: readonly MediaType[] = [
  { mime: 'text/plain', extensions: ['.txt', '.log'], label: 'text', looksLike: 'text', inline: true },
  { mime: 'text/markdown', extensions: ['.md'], label: 'Markdown', aliases: ['text/x-markdown'], looksLike: 'text' },
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
  looksLike: ['application/zip'],
};
export const gzip: MediaType = {
  mime: 'application/gzip',
  extensions: ['.gz', '.tgz'],
  label: 'gzip',
  aliases: ['application/x-gzip', 'application/x-compressed-tar'],
  looksLike: ['application/gzip'],
};

export const audio: readonly MediaType[] = [
  {
    mime: 'audio/mpeg',
    extensions: ['.mp3'],
    label: 'MP3',
    aliases: ['audio/mp3'],
    looksLike: ['audio/mpeg'],
    inline: true,
  },
  {
    mime: 'audio/mp4',
    extensions: ['.m4a'],
    label: 'M4A',
    aliases: ['audio/x-m4a', 'audio/m4a'],
    looksLike: ['audio/mp4', 'audio/x-m4a', 'video/mp4'],
    inline: true,
  },
  {
    mime: 'audio/wav',
    extensions: ['.wav'],
    label: 'WAV',
    aliases: ['audio/x-wav', 'audio/wave'],
    looksLike: ['audio/wav'],
    inline: true,
  },
  {
    mime: 'audio/ogg',
    extensions: ['.ogg', '.oga', '.opus'],
    label: 'Ogg',
    aliases: ['audio/opus', 'application/ogg'],
    looksLike: ['audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg'],
    inline: true,
  },
  {
    mime: 'audio/flac',
    extensions: ['.flac'],
    label: 'FLAC',
    aliases: ['audio/x-flac'],
    looksLike: ['audio/flac'],
    inline: true,
  },
];

export const video: readonly MediaType[] = [
  {
    mime: 'video/mp4',
    extensions: ['.mp4', '.m4v'],
    label: 'MP4',
    aliases: ['video/x-m4v'],
    looksLike: ['video/mp4', 'video/x-m4v'],
    inline: true,
  },
  {
    mime: 'video/webm',
    extensions: ['.webm'],
    label: 'WebM',
    looksLike: ['video/webm', 'video/matroska'],
    inline: true,
  },
  { mime: 'video/quicktime', extensions: ['.mov'], label: 'MOV', looksLike: ['video/quicktime', 'video/mp4'] },
  {
    mime: 'video/matroska',
    extensions: ['.mkv'],
    label: 'MKV',
    aliases: ['video/x-matroska'],
    looksLike: ['video/matroska'],
  },
];

/**
 * The accepted type that a claim stands for, or `undefined`. Parameters and case do not count. Where a name stands
 * for several (Windows calls a CSV file what Excel calls its own), and where a browser knows none (nothing, or
 * `application/octet-stream`), the file name's extension decides. What the bytes are is checked later in any case.
 */
export function findMediaType(
  accepted: readonly MediaType[],
  claimedType: string,
  filename: string,
): MediaType | undefined {
  const claimed = (claimedType.split(';')[0] ?? '').trim().toLowerCase();
  const isNamed = (type: MediaType) => hasExtension(type, filename);
  if (claimed === '' || claimed === 'application/octet-stream') return accepted.find(isNamed);
  const candidates = accepted.filter((type) => type.mime === claimed || type.aliases?.includes(claimed));
  return candidates.find(isNamed) ?? candidates.find((type) => type.mime === claimed) ?? candidates[0];
}

/**
 * A cleaned name that ends as its type's names end: what is taken as a text must not reach anybody as `report.hta`,
 * which their system would run.
 */
export function nameWithExtension(claimedName: string, type: MediaType): string {
  return cleanFilename(claimedName, type.extensions);
}

function hasExtension(type: MediaType, filename: string): boolean {
  return type.extensions.some((extension) => filename.toLowerCase().endsWith(extension));
}

function office(extension: string, mime: string, label: string): MediaType {
  return { mime, extensions: [extension], label, looksLike: zipBased(mime) };
}
