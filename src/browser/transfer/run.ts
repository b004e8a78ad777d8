import type { PartPlan } from '../../uploads/part-plan.ts';
import type { Crc32OfBlob } from '../checksum/file-checksum.ts';
import type { SignedRequest } from './app-client.ts';
import type { Connection } from './connection.ts';
import type { Line } from './line.ts';
import type { Meter } from './meter.ts';
import type { ReadPart } from './read-ahead.ts';
import type { Slots } from './slots.ts';

/**
 * The most concurrent requests, of parts or whole small files; how many there are depends on the line. More do not make
 * a connection faster, and browsers allow six.
 */
export const parallelRequests = 4;

/** The settings that all uploads of the page share. */
export interface UploadSettings {
  readonly connection: Connection;
  readonly line: Line;
  readonly slots: Slots;
  readonly crc32: Crc32OfBlob;
}

/** The field of a file, and the facts by which a person recognises it. */
export interface UploadPlace {
  /** The id of the user who sends it. A browser may serve several people, who must not read each other's names of files. */
  readonly owner: string;
  readonly form: string;
  readonly field: string;
  readonly name: string;
  readonly size: number;
}

/** A file, and the field of the form to which it belongs. */
export interface UploadSubject {
  readonly owner: string;
  readonly form: string;
  readonly field: string;
  readonly file: File;
}

/** One run of an upload, from start or resume until it is complete, paused or failed. */
export interface UploadRun extends UploadSettings, UploadSubject {
  readonly meter: Meter;
  /** Aborted by pause and cancel: nothing more begins. */
  readonly signal: AbortSignal;
  /** Aborted by cancel: requests on their way to the bucket stop too. After a pause they end, and no byte is lost. */
  readonly cutOff: AbortSignal;
}

/** An upload that has an id; kept over pauses and, except for `request` and `firstPart`, over reloads. */
export interface KnownUpload {
  readonly id: string;
  /** The place of its record in this browser. */
  readonly recordKey: string;
  /** The place of its file, for the page after a reload. */
  readonly place: UploadPlace;
  /** Base64, of a file that goes in one request. */
  readonly sha256?: string | undefined;
  readonly multipart?: PartPlan | undefined;
  /** The CRC-32 of every part that the bucket has. */
  readonly confirmed: Map<number, number>;
  /** The unused signed request; absent once it was used. */
  request?: SignedRequest | undefined;
  /** The part that is sent first, read while the app answered; absent once it was used. */
  firstPart?: Promise<ReadPart | undefined> | undefined;
  /** True when the bucket has accepted all of it, in one request. */
  sent?: boolean;
  /** True when the server has confirmed it. */
  complete?: boolean;
}
