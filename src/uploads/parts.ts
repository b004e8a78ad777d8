import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { MultipartIdentity, ReceivedPart } from '../storage/multipart-upload.ts';
import type { PresignedRequest } from '../storage/presigned-request.ts';
import { type PartPlan, planOf, sizeOfPart } from './part-plan.ts';

/** A part that a client is about to send, with its CRC-32 in base64. */
export interface PartClaim {
  readonly partNumber: number;
  readonly crc32: string;
}

/** A signed request for one part. */
export interface SignedPart {
  readonly partNumber: number;
  readonly request: PresignedRequest<'PUT'>;
}

/** Returns the key and id of an upload's multipart upload; `undefined` when the file goes in one request. */
export function multipartIdentityOf({ key, multipartId }: UploadRecord): MultipartIdentity | undefined {
  return multipartId === undefined ? undefined : { key, multipartId };
}

/** Signs a request for each part, bound to that part's own size and CRC-32, which S3 compares with the bytes. */
export async function signParts(
  { bucket }: Ports,
  upload: UploadRecord,
  claims: readonly PartClaim[],
): Promise<SignedPart[] | Problem> {
  const place = multipartIdentityOf(upload);
  if (place === undefined || upload.state !== 'pending') return new Problem('conflict', 'upload-takes-no-parts');
  const plan = planOf(upload);
  const tooHigh = claims.find((claim) => claim.partNumber > plan.partCount);
  if (tooHigh) {
    const { partNumber } = tooHigh;
    const unknown = message('no-such-part', { partCount: plan.partCount, partNumber });
    return new Problem('invalid', unknown, { errors: [{ field: 'parts', message: unknown }] });
  }
  return Promise.all(
    claims.map(async ({ partNumber, crc32 }) => {
      const size = sizeOfPart(plan, upload.size, partNumber);
      return { partNumber, request: await bucket.multipart.presignPart(place, { partNumber, size, crc32 }) };
    }),
  );
}

/** Lists the whole parts that the bucket has: a part of another size must be sent again. */
export async function listReceivedParts({ bucket }: Ports, upload: UploadRecord): Promise<ReceivedPart[]> {
  const place = multipartIdentityOf(upload);
  const parts = place && upload.state === 'pending' ? await bucket.multipart.listParts(place) : undefined;
  return (parts ?? []).filter((part) => isAsPlanned(planOf(upload), upload.size, part));
}

/**
 * Completes the multipart upload from the parts that the bucket itself lists, never from the client's list. Does
 * nothing while parts are missing or once the object is there.
 */
export async function assembleParts(ports: Ports, upload: UploadRecord): Promise<void> {
  const place = multipartIdentityOf(upload);
  if (place === undefined) return;
  const parts = await listReceivedParts(ports, upload);
  if (parts.length === planOf(upload).partCount) await ports.bucket.multipart.complete(place, parts, upload.size);
}

function isAsPlanned(plan: PartPlan, size: number, part: ReceivedPart): boolean {
  return part.partNumber <= plan.partCount && part.size === sizeOfPart(plan, size, part.partNumber);
}
