import { GuardDutyClient, SendObjectMalwareScanCommand } from '@aws-sdk/client-guardduty';
import { ScannerUnavailable } from '../problems/errors.ts';
import type { ObjectToScan } from './scanner.ts';

/** The bucket that GuardDuty's plan protects, and its region. */
export interface GuardDutySettings {
  readonly region: string;
  readonly bucketName: string;
}

/** Made with the first request. */
let client: GuardDutyClient | undefined;

/**
 * Asks GuardDuty to scan an object again. The verdict comes as an event.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_SendObjectMalwareScan.html
 * @throws ScannerUnavailable
 */
export async function askGuardDuty({ region, bucketName }: GuardDutySettings, { key }: ObjectToScan): Promise<'asked'> {
  client ??= new GuardDutyClient({ region });
  try {
    await client.send(new SendObjectMalwareScanCommand({ S3Object: { Bucket: bucketName, Key: key } }));
    return 'asked';
  } catch (cause) {
    throw new ScannerUnavailable('GuardDuty takes no request for a scan.', { cause });
  }
}
