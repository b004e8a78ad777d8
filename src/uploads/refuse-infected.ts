import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import type { ScanRecord } from '../records/scan-record.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { countEvent } from './count-event.ts';
import { bytesMayComeUntil, removeBytes } from './upload.ts';

/**
 * Rejects an upload in which a scanner has found malware, once, and removes its bytes. A repeated call gives the same
 * result.
 *
 * @returns the reason for the person; `undefined` for a file that a submission holds
 */
export async function refuseInfected(ports: Ports, upload: UploadRecord): Promise<Message | undefined> {
  const { bucket, records, metrics, clock } = ports;
  const reason = malwareFound(upload.scan);
  if (await records.scans.refuse(upload, reason, bytesMayComeUntil(upload, clock()))) {
    metrics.count('UploadRejected', { ...upload, reason: 'infected' });
    await countEvent(ports, upload.form, 'rejected#infected');
  } else if ((await records.uploads.find(upload.id))?.state === 'attached') return undefined;
  await removeBytes(bucket, upload);
  return reason;
}

/** Returns the message for the person who sent an infected file. */
export function malwareFound(scan: ScanRecord | undefined): Message {
  return message('malware-found', { signature: scan?.state === 'infected' ? scan.signature : '' });
}
