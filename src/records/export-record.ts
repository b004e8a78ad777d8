import type { Role } from '../accounts/roles.ts';
import type { Language } from '../messages/language.ts';
import type { PlainCode } from '../messages/message.ts';
import type { Person } from './review-record.ts';
import type { ScanRule } from './scan-record.ts';
import type { IndexFilter } from './submission-index.ts';

/** The kinds of files that an export makes: an archive of files, or a table of values. */
export const exportKinds = ['zip', 'csv', 'jsonl'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The submissions of an export: one alone, or those of a form that meet a filter or have these ids. */
export type ExportedSubmissions =
  | { readonly submissionId: string }
  | { readonly form: string; readonly filter: IndexFilter }
  | { readonly form: string; readonly ids: readonly string[] };

/** `planning`: the list is being made. `building`: its bytes are on the way. The last two are for good. */
export type ExportState = 'planning' | 'building' | 'ready' | 'failed';

/** An object of an export, for download. An archive is cut into several where one object is too small. */
export interface ExportVolume {
  readonly key: string;
  readonly filename: string;
  readonly size: number;
  /** The CRC-32 of the bytes, an unsigned number. */
  readonly crc32: number;
  readonly parts: number;
  /** S3's id of the multipart upload that makes the object. */
  readonly multipartId: string;
  /** True when the bucket proves the CRC-32. */
  readonly isProven: boolean;
  /** The archive's entries, and where it is cut into parts; absent for a table of values. */
  readonly archive?: {
    readonly listKey: string;
    readonly entries: number;
    readonly readPartBytes: number;
    /** Absent where the app reads and sends every byte. */
    readonly pieceBytes?: number | undefined;
  };
}

/** The content of an export, as far as it is known. */
export interface ExportCounts {
  readonly submissions: number;
  readonly files: number;
  /** The files that are listed and not there. */
  readonly missing: number;
  /** The bytes of the files, or of the table so far. */
  readonly bytes: number;
}

/** An export: what was asked for, and how far it is. */
export interface ExportRecord {
  readonly id: string;
  readonly user: Person;
  /** The role in which the user asked. They keep no right beyond it, and none that they lose meanwhile. */
  readonly role: Role;
  readonly language: Language;
  readonly what: ExportedSubmissions;
  readonly kind: ExportKind;
  /** The name of its files, without number and extension. */
  readonly name: string;
  readonly state: ExportState;
  /** The number of the plan, from 1. Jobs of an earlier plan change nothing. */
  readonly attempt: number;
  readonly createdAt: string;
  /** The time after which there is no export; once it is ready, a day later. */
  readonly expiresAt: string;
  /** The numbers of the places that it has among the running ones: of its user, and of all. */
  readonly slots: readonly [own: number, shared: number];
  readonly counts: ExportCounts;
  /** The time since which bytes are on their way. */
  readonly buildingSince?: string;
  readonly volumes: readonly ExportVolume[];
  /** The keys of the objects from which an archive is made, besides the files. */
  readonly workKeys: readonly string[];
  /** The keys of sources that changed while an earlier plan was carried out. */
  readonly changedKeys: readonly string[];
  /** True after the bytes of an earlier plan were not those that it predicted. */
  readonly hasFailedProof?: boolean;
  /**
   * The form of its files, and the rule by which their gates were open when it became ready. Absent before, where it has
   * no files, and in records from before it was stored.
   */
  readonly openBy?: { readonly form: string; readonly rule: ScanRule };
  readonly error?: PlainCode;
}

/** Parts of an object that have been sent: their number, and size and CRC-32 (unsigned) of them together. */
export interface SentParts {
  readonly parts: number;
  readonly size: number;
  readonly crc32: number;
}

/** The parts of an export's volume that one job sends. */
export interface ExportRange {
  readonly number: number;
  /** The index of the volume. */
  readonly volume: number;
  readonly firstPart: number;
  readonly lastPart: number;
  readonly sentBytes: number;
  readonly isDone: boolean;
  /** The first of the parts, as they were sent to a bucket that does not prove the whole. */
  readonly sent?: SentParts;
}
