import type { BegunUpload } from './run.ts';

const prefix = 'sluice-upload:';

/** Uploads that were begun longer ago have certainly expired on the server. */
const keepForMs = 7 * 24 * 60 * 60 * 1000;

/** The place of a file's record in this browser, from its fingerprint. */
export function recordKeyOf(fingerprint: string): string {
  return prefix + fingerprint;
}

/** Notes how far an upload has come, so that it can go on after a reload or a crash. Without storage it cannot. */
export function rememberUpload({ id, recordKey, sha256, multipart, confirmed }: BegunUpload): void {
  const record: StoredRecord = { id, sha256, multipart, confirmed: [...confirmed], at: Date.now() };
  try {
    localStorage.setItem(recordKey, JSON.stringify(record));
  } catch {
    // Storage is full or forbidden: the upload works, only not across reloads.
  }
}

/** The upload that was begun for a file, if this browser noted one. */
export function recallUpload(recordKey: string): BegunUpload | undefined {
  const record = readRecord(recordKey);
  return record && { ...record, recordKey, confirmed: new Map(record.confirmed) };
}

/** Forgets an upload: it was submitted, removed, or is unknown to the server. */
export function forgetUpload(recordKey: string): void {
  try {
    localStorage.removeItem(recordKey);
  } catch {
    // Storage is forbidden, so nothing was noted.
  }
}

/** Forgets uploads that nobody came back for. */
export function forgetOldUploads(now: number): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && now - (readRecord(key)?.at ?? 0) > keepForMs) forgetUpload(key);
    }
  } catch {
    // Storage is forbidden.
  }
}

interface StoredRecord extends Pick<BegunUpload, 'id' | 'sha256' | 'multipart'> {
  readonly confirmed: [number, number][];
  readonly at: number;
}

function readRecord(recordKey: string): StoredRecord | undefined {
  try {
    // Only this module writes under its prefix.
    return JSON.parse(localStorage.getItem(recordKey) ?? '') as StoredRecord;
  } catch {
    // There is none, or storage is forbidden.
    return undefined;
  }
}
