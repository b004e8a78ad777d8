import { capitalise } from '../file-kinds.ts';
import { fileKinds } from './file-kinds.ts';
import { formats } from './formats.ts';

const saveAgain = 'Save a new copy in an image editor and choose that.';
const pictureIs = ({ width, height }: { width: number; height: number }) =>
  `This picture is ${width} × ${height} pixels.`;

const notScannable = {
  encrypted: 'This file couldn’t be checked for malware, because it is protected with a password.',
  'too-large': 'This file couldn’t be checked for malware, because it is too large for the scanner.',
  'not-supported': 'This file couldn’t be checked for malware, because the scanner can’t read it.',
};

/** Sentences about files and uploads. */
export const files = {
  'file-empty': 'This file is empty. Choose one with something in it.',
  'file-too-large': ({ bytes, maxBytes }: { bytes: number; maxBytes: number }) => {
    const [size, most] = formats.bytesApart(bytes, maxBytes);
    return `This file is too large (${size}). Choose one of up to ${most}.`;
  },
  'file-type-not-accepted': ({ accepted }: { accepted: readonly string[] }) =>
    `This file type isn’t accepted. Choose another file: ${fileKinds.list(accepted)}.`,
  'file-rules': (rules: {
    accepted: readonly string[];
    maxBytes: number;
    minFiles: number;
    maxFiles: number;
    minPixels?: number;
    maxPixels?: number;
    maxMegapixels?: number;
  }) => {
    const { accepted, maxBytes, minFiles, maxFiles, minPixels, maxPixels, maxMegapixels } = rules;
    const bytes = formats.bytes(maxBytes);
    const size = formats.plural(maxFiles, {
      one: `one file, up to ${bytes}`,
      other: `${minFiles > 1 ? `${formats.number(minFiles)} to` : 'up to'} # files, ${bytes} each`,
    });
    const sides = maxPixels === undefined ? '' : `, ${minPixels} to ${maxPixels} pixels a side`;
    const area = maxMegapixels === undefined ? '' : `, up to ${maxMegapixels} megapixels`;
    return `${capitalise(fileKinds.list(accepted), formats)}; ${size}${sides}${area}.`;
  },
  'file-types-of-kind': ({ kind, labels }: { kind: string; labels: readonly string[] }) =>
    `${capitalise(fileKinds.name(kind), formats)}: ${fileKinds.list(labels)}.`,
  'archive-limits': ({ maxEntries, maxUnpackedBytes }: { maxEntries: number; maxUnpackedBytes: number }) =>
    `A ZIP archive may hold up to ${formats.number(maxEntries)} files and ${formats.bytes(maxUnpackedBytes)} unpacked.`,
  'no-such-file': 'There is no such file.',
  'no-such-preview': 'There is no preview of this file.',

  'no-such-upload': 'There is no such upload. It may have expired: choose the file again.',
  'upload-attached': 'This file is part of a submission and can’t be removed from it.',
  'upload-takes-no-request': 'This upload can’t take a request now. Start a new one to send another file.',
  'upload-takes-no-parts': 'This upload can’t take parts now.',
  'no-such-part': ({ partCount, partNumber }: { partCount: number; partNumber: number }) =>
    `This file has ${formats.plural(partCount, { one: 'one part', other: '# parts' })}; there is no part ${partNumber}.`,
  'sha256-needed': ({ maxBytes }: { maxBytes: number }) =>
    `Files up to ${formats.bytes(maxBytes)} need their SHA-256 (base64) before they are sent.`,
  'too-many-open-uploads': ({ max }: { max: number }) =>
    `You have ${max} files waiting to be sent. Send or remove some first.`,
  'too-many-open-bytes': ({ maxBytes }: { maxBytes: number }) =>
    `Files waiting to be sent may have ${formats.bytes(maxBytes)} together. Send or remove some first.`,
  'file-not-there-yet': 'The file hasn’t arrived yet. Send it first, then try again.',
  'file-did-not-arrive': 'The file didn’t arrive. Choose it again.',
  'file-removed': 'This file was removed.',
  'malware-found': ({ signature }: { signature: string }) =>
    `It contains malware (${signature}). We have deleted it. Check your device, then choose a clean copy.`,

  'file-being-scanned': 'This file is being checked for malware. Try again in a few minutes.',
  'file-is-infected': ({ signature }: { signature: string }) =>
    `This file contains malware (${signature}). We removed it: ask for a clean copy.`,
  'file-not-scannable': ({ reason }: { reason: 'encrypted' | 'too-large' | 'not-supported' }) =>
    `${notScannable[reason]} A reviewer can release it.`,
  'file-scan-failed': 'This file couldn’t be checked for malware. A reviewer can release it.',
  'file-not-releasable':
    'This file can’t be released now: its check has another result than you saw. Look at it again.',
  'file-released':
    'Another reviewer has released this file already, and your note was not kept. Add it as a note if it is still needed.',
  'release-scan-missing': 'Send the state and the time of the scan that you have seen.',

  'size-differs': ({ bytes, arrivedBytes }: { bytes: number; arrivedBytes: number }) => {
    const [announced, arrived] = formats.bytesApart(bytes, arrivedBytes);
    return `The file arrived with ${arrived} instead of ${announced}. Choose it again.`;
  },
  'header-unsigned': ({ header }: { header: string }) =>
    `The file arrived with the header ${header}. Send it again without that header.`,
  'type-differs': 'The file arrived with another type than was announced. Choose it again.',
  'bytes-differ': 'The file that arrived isn’t the one that was announced. Choose it again.',

  'content-unrecognised': ({ label, named }: { label: string; named: string }) => {
    const type = fileKinds.name(label);
    return `This file is named ${named}, but we can’t read it as ${type}. Export it as ${type} and choose it again.`;
  },
  'content-of-other-type': (file: { label: string; named: string; found: string; extension?: string }) => {
    const [type, found] = [fileKinds.name(file.label), fileKinds.name(file.found)];
    return file.extension === undefined
      ? `This file is named ${file.named}, but its content is ${found}. Export it as ${type} and choose it again.`
      : `This file is named ${file.named}, but its content is ${found}. Rename it to end in ${file.extension}, or export it as ${type}, and choose it again.`;
  },
  'text-unreadable': 'We can’t read this file as text. Save it as plain text and choose it again.',
  'text-is-markup': 'This file looks like HTML, XML or SVG. These types aren’t accepted: choose another file.',

  'archive-unreadable':
    'This file is damaged or incomplete: its list of contents can’t be read. Make a new copy and choose that.',
  'archive-ambiguous':
    'This file has two lists of contents, and programs may show either. Make a new copy and choose that.',
  'archive-has-many-files': ({ max }: { max: number }) =>
    `This file holds too many others. Split it: up to ${formats.number(max)} in one archive are accepted.`,
  'archive-list-too-long': ({ maxBytes }: { maxBytes: number }) =>
    `The list of contents of this file is longer than ${formats.bytes(maxBytes)}, too long to check. Split the file, or give its contents shorter names.`,
  'archive-too-large-unpacked': ({ bytes, maxBytes }: { bytes: number; maxBytes: number }) => {
    const [unpacked, most] = formats.bytesApart(bytes, maxBytes);
    return `Unpacked, this file would have ${unpacked}. Split it: up to ${most} are accepted.`;
  },
  'archive-unpacks-too-far': ({ maxRatio }: { maxRatio: number }) =>
    `This file unpacks to more than ${maxRatio} times its size, which isn’t accepted. Send its contents unpacked.`,

  'picture-unreadable': `The size of this picture can’t be read. ${saveAgain}`,
  'picture-not-whole': `The end of this picture is missing, or something else follows it. ${saveAgain}`,
  'picture-sides': (picture: { width: number; height: number; minPixels: number; maxPixels: number }) =>
    `${pictureIs(picture)} Each side must be between ${picture.minPixels} and ${picture.maxPixels} pixels.`,
  'picture-megapixels': (picture: { width: number; height: number; maxMegapixels: number }) =>
    `${pictureIs(picture)} Make it smaller: up to ${picture.maxMegapixels} megapixels are accepted.`,
  'picture-has-many-frames': ({ frames, isCut, max }: { frames: number; isCut: boolean; max: number }) =>
    `This picture is an animation of ${isCut ? 'at least' : 'about'} ${formats.number(frames)} frames. Make it shorter: up to ${max} are accepted.`,
  'picture-frames-uncounted': ({ maxBytes }: { maxBytes: number }) =>
    `The frames of this picture can’t be counted within its first ${formats.bytes(maxBytes)}. Make it shorter or smaller.`,
} as const;
