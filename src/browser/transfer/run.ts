import type { PartPlan } from '../../uploads/part-plan.ts';
import type { PresignedRequest } from './app-client.ts';
import type { Connection } from './connection.ts';
import type { Meter } from './meter.ts';
import type { Slots } from './slots.ts';

/** Parts, or whole small files, that are sent at once: more do not make a line faster, and browsers allow six. */
export const parallelRequests = 4;

/** What the page gives all its uploads. */
export interface UploadSettings {
  readonly connection: Connection;
  readonly slots: Slots;
}

/** A file and the place in a form that it is for. */
export interface UploadSubject {
  readonly form: string;
  readonly field: string;
  readonly file: File;
  /** The place in the page's queue: lower goes first. */
  readonly order: number;
}

/** One run of an upload, from start or resume until it is complete, paused or failed. */
export interface UploadRun extends UploadSettings, UploadSubject {
  readonly meter: Meter;
  /** Aborted by pause and cancel. */
  readonly signal: AbortSignal;
}

/** An upload that the app knows; kept over pauses, and but for `request` over reloads. */
export interface BegunUpload {
  readonly id: string;
  /** Where its record is kept in this browser. */
  readonly recordKey: string;
  /** Base64, of a file that goes in one request. */
  readonly sha256?: string | undefined;
  readonly multipart?: PartPlan | undefined;
  /** The CRC-32 of every part that the bucket has. */
  readonly confirmed: Map<number, number>;
  /** Not used yet; absent once it was. */
  request?: PresignedRequest | undefined;
  /** The bucket has taken all of it, in one request. */
  sent?: boolean;
  /** The server has said so. */
  complete?: boolean;
}
