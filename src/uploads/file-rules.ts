import { findMediaType, type MediaType, zip } from '../files/media-type.ts';
import { type ArchiveLimits, archiveLimitsOf } from '../inspection/archive-limits.ts';
import type { PixelLimits } from '../inspection/picture.ts';
import { message } from '../messages/message.ts';
import { Problem } from '../problems/problem.ts';
import { formatBytes } from '../values/byte-size.ts';

/** The rules of a file field, from which every hint and every check derives. */
export interface FileRules {
  readonly accept: readonly MediaType[];
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** For pictures: the limits of their sides, frames and pixels, as read from the stored bytes. */
  readonly picture?: PixelLimits;
  /** For ZIP archives and Office documents: limits of the unpacked content that differ from the defaults. */
  readonly archive?: Partial<ArchiveLimits>;
}

/** The name, type and size that a client claims for a file before it sends it. */
export interface FileClaim {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** Returns the accepted type of a claimed file, or the problem that rejects it before any byte is sent. */
export function checkClaim(rules: FileRules, claim: FileClaim): MediaType | Problem {
  if (claim.size > rules.maxBytes) {
    return new Problem('too-large', message('file-too-large', { bytes: claim.size, maxBytes: rules.maxBytes }));
  }
  return findMediaType(rules.accept, claim.contentType, claim.filename) ?? typeNotAccepted(rules);
}

/** Returns the problem of a file whose type its field does not accept, wherever the check happens. */
export function typeNotAccepted({ accept }: FileRules): Problem {
  return new Problem('type-not-accepted', message('file-type-not-accepted', { accepted: labelsOf(accept) }));
}

/** Returns the hint under a file field: count, types, size, and the limits of archives. */
export function describeRules(rules: FileRules): string {
  const { minFiles, maxFiles, picture } = rules;
  const count = maxFiles === 1 ? 'One file' : `${minFiles > 1 ? `${minFiles} to` : 'Up to'} ${maxFiles} files`;
  const size = `at most ${formatBytes(rules.maxBytes)}${maxFiles === 1 ? '' : ' each'}`;
  return `${count}: ${labelsOf(rules.accept).join(', ')}; ${size}${picture ? describePixels(picture) : ''}${describeArchives(rules)}.`;
}

function describePixels({ minPixels, maxPixels, maxMegapixels }: PixelLimits): string {
  const all = maxMegapixels === undefined ? '' : `, at most ${maxMegapixels} megapixels`;
  return `, ${minPixels} to ${maxPixels} pixels a side${all}`;
}

/** Returns the limits of archives as text; Office documents are archives too, but people do not pack them by hand. */
function describeArchives(rules: FileRules): string {
  if (!rules.accept.includes(zip)) return '';
  const { maxEntries, maxUnpackedBytes } = archiveLimitsOf(rules);
  return `; in a ZIP at most ${maxEntries.toLocaleString('en')} files, unpacked ${formatBytes(maxUnpackedBytes)}`;
}

/** Returns the value of an input's `accept` attribute: types and extensions, since systems know one or the other. */
export function acceptAttribute(rules: FileRules): string {
  return rules.accept.flatMap((type) => [type.mime, ...type.extensions]).join(',');
}

function labelsOf(types: readonly MediaType[]): string[] {
  return [...new Set(types.map((type) => type.label))];
}
