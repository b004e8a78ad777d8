import { dayMs } from '../../values/duration.ts';
import { inStorage } from '../in-storage.ts';
import type { KnownUpload, UploadPlace } from './run.ts';

/** The storage that outlives the tab. */
const local = () => localStorage;

const prefix = 'sluice-upload:';

/** The age at which a record is removed: its upload has certainly expired on the server. */
const keepForMs = 7 * dayMs;

/** Returns the storage key of a file's record in this browser, from its fingerprint. */
export function recordKeyOf(fingerprint: string): string {
  return prefix + fingerprint;
}

/** Stores an upload's progress, so that it can go on after a reload or a crash. Without storage it cannot. */
export function rememberUpload({ id, recordKey, place, sha256, multipart, confirmed }: KnownUpload): void {
  const record: StoredRecord = { id, place, sha256, multipart, confirmed: [...confirmed], at: Date.now() };
  // Where storage is full or forbidden the upload works, only not across reloads.
  inStorage(local, (storage) => storage.setItem(recordKey, JSON.stringify(record)));
}

/** Returns the earlier upload of a file, if this browser stored one. */
export function recallUpload(recordKey: string): KnownUpload | undefined {
  const record = readRecord(recordKey);
  return record && { ...record, recordKey, confirmed: new Map(record.confirmed) };
}

/** Forgets an upload: it was submitted, removed, or is unknown to the server. */
export function forgetUpload(recordKey: string): void {
  inStorage(local, (storage) => storage.removeItem(recordKey));
}

/** True when this browser has stored the progress of an upload. */
export function hasUploadRecords(): boolean {
  return recordKeys().length > 0;
}

/** An upload that a reload has interrupted. */
export interface UnfinishedUpload extends Pick<KnownUpload, 'id' | 'recordKey'> {
  readonly name: string;
  readonly size: number;
  /** The share of its parts that the bucket has, from 0 to 1. */
  readonly sentShare: number;
}

/** Returns a user's uploads of a field of which the bucket has at least a part. */
export function unfinishedUploads({ owner, form, field }: Omit<UploadPlace, 'name' | 'size'>): UnfinishedUpload[] {
  return recordKeys().flatMap((recordKey) => {
    const { id, place, multipart, confirmed } = readRecord(recordKey) ?? {};
    if (id === undefined || !multipart || !confirmed?.length) return [];
    if (place?.owner !== owner || place.form !== form || place.field !== field) return [];
    const { name, size } = place;
    return [{ id, recordKey, name, size, sentShare: confirmed.length / multipart.partCount }];
  });
}

/** Forgets uploads that are older than `keepForMs`. */
export function forgetOldUploads(now: number): void {
  for (const key of recordKeys()) if (now - (readRecord(key)?.at ?? 0) > keepForMs) forgetUpload(key);
}

function recordKeys(): string[] {
  return (inStorage(local, Object.keys) ?? []).filter((key) => key.startsWith(prefix));
}

interface StoredRecord extends Pick<KnownUpload, 'id' | 'place' | 'sha256' | 'multipart'> {
  readonly confirmed: [number, number][];
  readonly at: number;
}

function readRecord(recordKey: string): StoredRecord | undefined {
  // Only this module writes under its prefix. An empty text is no JSON.
  return inStorage(local, (storage) => JSON.parse(storage.getItem(recordKey) ?? '') as StoredRecord);
}
