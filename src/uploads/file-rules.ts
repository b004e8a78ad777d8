import { findMediaType, kindsOf, labelsOf, type MediaType, zip } from '../files/media-type.ts';
import { type ArchiveLimits, archiveLimitsOf } from '../inspection/archive-limits.ts';
import type { PixelLimits } from '../inspection/picture.ts';
import { type Message, message } from '../messages/message.ts';
import { Problem } from '../problems/problem.ts';

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
  if (claim.size > rules.maxBytes) return fileTooLarge(rules, claim.size);
  return findMediaType(rules.accept, claim.contentType, claim.filename) ?? typeNotAccepted(rules);
}

/** Returns the problem of a file that is larger than its field takes. */
export function fileTooLarge({ maxBytes }: FileRules, bytes: number): Problem {
  return new Problem('too-large', message('file-too-large', { bytes, maxBytes }));
}

/** Returns the problem of a file whose type its field does not accept, wherever the check happens. */
export function typeNotAccepted({ accept }: FileRules): Problem {
  return new Problem('type-not-accepted', message('file-type-not-accepted', { accepted: namesOf(accept) }));
}

/** Returns the hint of a file field: kinds, count and size, and the limits of pictures. */
export function describeRules({ accept, maxBytes, minFiles, maxFiles, picture }: FileRules): Message {
  return message('file-rules', { accepted: namesOf(accept), maxBytes, minFiles, maxFiles, ...picture });
}

/** Returns what the hint of a file field leaves out: all types by their kinds, and the limits of archives. */
export function describeTypes(rules: FileRules): readonly Message[] {
  const { accept } = rules;
  const types = kindsOf(accept).map(({ kind, accepted }) =>
    message('file-types-of-kind', { kind, labels: labelsOf(accepted) }),
  );
  // Office documents are archives too, but people do not pack them by hand.
  if (!accept.includes(zip)) return types;
  const { maxEntries, maxUnpackedBytes } = archiveLimitsOf(rules);
  return [...types, message('archive-limits', { maxEntries, maxUnpackedBytes })];
}

/** Returns the value of an input's `accept` attribute: types and extensions, since systems know one or the other. */
export function acceptAttribute(rules: FileRules): string {
  return rules.accept.flatMap((type) => [type.mime, ...type.extensions]).join(',');
}

/** The most labels that stand for a part of a kind; of more, people read the kind's name. */
const mostLabels = 3;

/** Returns the names of accepted types: the kind for a whole kind or most of it, otherwise the types' own. */
function namesOf(accept: readonly MediaType[]): string[] {
  return kindsOf(accept).flatMap(({ kind, accepted, isWhole }) => {
    const labels = labelsOf(accepted);
    return isWhole || labels.length > mostLabels ? [kind] : labels;
  });
}
