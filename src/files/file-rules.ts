import { Refusal } from '../refusal.ts';
import { formatBytes } from './byte-size.ts';
import { findMediaType, type MediaType } from './media-type.ts';
import type { PixelLimits } from './picture.ts';

/** What a file field asks of its files. Everything that is said or checked about them derives from this. */
export interface FileRules {
  readonly accept: readonly MediaType[];
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** For pictures: how large each side must be, as read from the stored bytes. */
  readonly picture?: PixelLimits;
}

/** What a client says of a file before it sends it. */
export interface FileClaim {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** The accepted type of a claimed file, or the reason why it is refused before any byte is sent. */
export function checkClaim(rules: FileRules, claim: FileClaim): MediaType | Refusal {
  if (claim.size > rules.maxBytes) {
    return new Refusal(
      'too-large',
      `This file has ${formatBytes(claim.size)}. At most ${formatBytes(rules.maxBytes)} are accepted here.`,
    );
  }
  const type = findMediaType(rules.accept, claim.contentType, claim.filename);
  return (
    type ??
    new Refusal('type-not-accepted', `Files of this type are not accepted here. Accepted: ${listLabels(rules.accept)}.`)
  );
}

/** The sentence under a file field: how many, of which types, how large. */
export function describeRules(rules: FileRules): string {
  const { minFiles, maxFiles, picture } = rules;
  const count = maxFiles === 1 ? 'One file' : `${minFiles > 1 ? `${minFiles} to` : 'Up to'} ${maxFiles} files`;
  const pixels = picture ? `, ${picture.minPixels} to ${picture.maxPixels} pixels a side` : '';
  return `${count}: ${listLabels(rules.accept)}; at most ${formatBytes(rules.maxBytes)}${maxFiles === 1 ? '' : ' each'}${pixels}.`;
}

/** The value of an input's `accept` attribute: types and extensions, because systems know one or the other. */
export function acceptAttribute(rules: FileRules): string {
  return rules.accept.flatMap((type) => [type.mime, ...type.extensions]).join(',');
}

function listLabels(types: readonly MediaType[]): string {
  return [...new Set(types.map((type) => type.label))].join(', ');
}
