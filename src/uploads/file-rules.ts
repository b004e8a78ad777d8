import { findMediaType, type MediaType, zip } from '../files/media-type.ts';
import { type ArchiveLimits, archiveLimitsOf } from '../inspection/archive-limits.ts';
import type { PixelLimits } from '../inspection/picture.ts';
import { Problem } from '../problems/problem.ts';
import { formatBytes, formatBytesApart } from '../values/byte-size.ts';

/** What a file field asks of its files. Everything that is said or checked about them derives from this. */
export interface FileRules {
  readonly accept: readonly MediaType[];
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** For pictures: how large they must be, as read from the stored bytes. */
  readonly picture?: PixelLimits;
  /** For ZIP archives and Office documents: what they may unpack to, where it is not the usual. */
  readonly archive?: Partial<ArchiveLimits>;
}

/** What a client says of a file before it sends it. */
export interface FileClaim {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** The sentence to a file of no bytes, in whatever way it comes. */
export const emptyFileMessage = 'This file is empty. Choose one with something in it.';

/** The accepted type of a claimed file, or the reason why it is refused before any byte is sent. */
export function checkClaim(rules: FileRules, claim: FileClaim): MediaType | Problem {
  if (claim.size > rules.maxBytes) {
    const [size, most] = formatBytesApart(claim.size, rules.maxBytes);
    return new Problem('too-large', `This file has ${size}. At most ${most} are accepted here.`);
  }
  return findMediaType(rules.accept, claim.contentType, claim.filename) ?? typeNotAccepted(rules);
}

/** The problem of every file whose type its field does not take, whenever that is found out. */
export function typeNotAccepted({ accept }: FileRules): Problem {
  const detail = `Files of this type are not accepted here. Accepted: ${listLabels(accept)}.`;
  return new Problem('type-not-accepted', detail);
}

/**
 * The sentence under a file field: how many, of which types, how large, and what somebody who packs an archive must
 * know.
 */
export function describeRules(rules: FileRules): string {
  const { minFiles, maxFiles, picture } = rules;
  const count = maxFiles === 1 ? 'One file' : `${minFiles > 1 ? `${minFiles} to` : 'Up to'} ${maxFiles} files`;
  const size = `at most ${formatBytes(rules.maxBytes)}${maxFiles === 1 ? '' : ' each'}`;
  return `${count}: ${listLabels(rules.accept)}; ${size}${picture ? describePixels(picture) : ''}${describeArchives(rules)}.`;
}

function describePixels({ minPixels, maxPixels, maxMegapixels }: PixelLimits): string {
  const all = maxMegapixels === undefined ? '' : `, at most ${maxMegapixels} megapixels`;
  return `, ${minPixels} to ${maxPixels} pixels a side${all}`;
}

/** Office documents are archives too, but nobody packs them by hand. */
function describeArchives(rules: FileRules): string {
  if (!rules.accept.includes(zip)) return '';
  const { maxEntries, maxUnpackedBytes } = archiveLimitsOf(rules);
  return `; in a ZIP at most ${maxEntries.toLocaleString('en')} files, unpacked ${formatBytes(maxUnpackedBytes)}`;
}

/** The value of an input's `accept` attribute: types and extensions, because systems know one or the other. */
export function acceptAttribute(rules: FileRules): string {
  return rules.accept.flatMap((type) => [type.mime, ...type.extensions]).join(',');
}

function listLabels(types: readonly MediaType[]): string {
  return [...new Set(types.map((type) => type.label))].join(', ');
}
