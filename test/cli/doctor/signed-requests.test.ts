import { describe, expect, it } from 'vitest';
import { signedRequestsWork } from '../../../cli/doctor/signed-requests.ts';
import { type Leniency, startLenientBucket } from './lenient-bucket.ts';

const lenient: readonly (readonly [Leniency, RegExp])[] = [
  ['length', /accepted a request with another length than was signed/],
  ['type', /accepted a request with another type than was signed/],
  ['bytes', /accepted a request with other bytes than were signed/],
  ['acl', /accepted a request with an unsigned header: x-amz-acl/],
  ['condition', /accepted a request with the signed header If-None-Match missing/],
  ['no tag', /accepted a request with the signed header x-amz-tagging missing/],
  ['tag', /accepted a request with another tag than was signed/],
  ['key', /accepted a request with another key than was signed/],
  ['method', /accepted a request with another method than was signed/],
  ['time', /accepted a request with a signature that has expired/],
  ['another name', /accepted another name for HEAD/],
  ['once', /a second time/],
  ['name', /without the name/],
  ['removal', /still there after DELETE/],
];

describe('the check of signed requests', () => {
  it.each(lenient)('the doctor, a bucket that does not insist on %s, names it', async (lets, says) => {
    const { bucket, expired, close } = await startLenientBucket(lets);
    const finding = await signedRequestsWork(bucket, expired).ask();
    close();
    expect(finding).toMatchObject({ is: 'wrong', what: expect.stringMatching(says) });
  });
});
