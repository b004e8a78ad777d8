import * as z from 'zod';
import type { Verdict } from '../records/scan-record.ts';

/** The parts of GuardDuty's event that the app reads. Unknown members have no effect. */
const ScanResultEvent = z.object({
  source: z.literal('aws.guardduty'),
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    scanStatus: z.string(),
    s3ObjectDetails: z.object({
      bucketName: z.string().min(1).max(255),
      objectKey: z.string().min(1).max(1024),
      eTag: z.string().max(255).nullish(),
    }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
      // They only describe the result, which counts without them.
      threats: z
        .array(z.object({ name: z.string() }))
        .nullish()
        .catch(null),
      statusReasons: z.array(z.string()).nullish().catch(null),
    }),
  }),
});

type ScanResultEvent = z.infer<typeof ScanResultEvent>;

/** The result of a scan, as an event tells it. */
export interface ScanResult {
  readonly bucketName: string;
  readonly key: string;
  /** The ETag of the object that was scanned, in quotation marks; absent where the event names none. */
  readonly etag?: string;
  readonly verdict: Verdict;
  /** The time of the event (RFC 3339). */
  readonly at: string;
}

/**
 * Reads the event of a scan's result; `undefined` when it is another one.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
export function readScanResult(body: string): ScanResult | undefined {
  const event = ScanResultEvent.safeParse(parse(body)).data;
  if (!event) return undefined;
  const { s3ObjectDetails: object } = event.detail;
  const etag = object.eTag?.replaceAll('"', '');
  return {
    bucketName: object.bucketName,
    key: object.objectKey,
    ...(etag && { etag: `"${etag}"` }),
    verdict: verdictIn(event.detail),
    at: new Date(event.time).toISOString(),
  };
}

function verdictIn({ scanStatus, scanResultDetails }: ScanResultEvent['detail']): Verdict {
  const { scanResultStatus, threats, statusReasons } = scanResultDetails;
  switch (scanResultStatus) {
    case 'NO_THREATS_FOUND':
      return { state: scanStatus === 'COMPLETED' ? 'clean' : 'failed' };
    case 'THREATS_FOUND':
      return { state: 'infected', signature: threats?.[0]?.name || 'Malware' };
    // Protected by a password, beyond a quota, or in a class of storage that GuardDuty does not read.
    case 'UNSUPPORTED':
      return {
        state: 'unscannable',
        reason: statusReasons?.includes('PASSWORD_PROTECTED') ? 'encrypted' : 'not-supported',
      };
    case 'ACCESS_DENIED':
    case 'FAILED':
      return { state: 'failed' };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
