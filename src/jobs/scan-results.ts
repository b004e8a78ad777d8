import { readScanResult } from '../scanning/guardduty-event.ts';
import { takeVerdict } from '../scanning/take-verdict.ts';
import type { JobPorts } from './job-run.ts';

/**
 * Keeps the verdict in the body of a message from GuardDuty. A message that is about no upload of this bucket is logged,
 * and done with: it would never be of use.
 * @throws StorageUnavailable when the table does not answer: the message must come again
 */
export async function takeScanResult(ports: JobPorts, bucketName: string, body: string): Promise<void> {
  const result = readScanResult(body);
  if (result?.bucketName !== bucketName) {
    ports.log.error({ message: 'A message in the queue of scans is no result about this bucket.' });
    return;
  }
  const { key, etag, verdict, at } = result;
  const outcome = await takeVerdict(ports, { key, verdict, scanner: 'guardduty', at, ...(etag && { etag }) });
  ports.log.info({ message: `scan ${verdict.state} ${outcome}`, state: verdict.state, outcome });
}
