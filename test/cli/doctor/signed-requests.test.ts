import { describe, expect, it } from 'vitest';
import { signedRequestsWork } from '../../../cli/doctor/signed-requests.ts';
import { type Leniency, startLenientBucket } from './lenient-bucket.ts';

const lenient: readonly (readonly [Leniency, RegExp])[] = [
  ['length', /took another length/],
  ['type', /took another type/],
  ['bytes', /took other bytes/],
  ['acl', /took a header \(x-amz-acl\) more/],
  ['condition', /took a condition \(If-None-Match\) less/],
  ['no tag', /took a tag \(x-amz-tagging\) less/],
  ['tag', /took another tag/],
  ['key', /took another key/],
  ['method', /took another method/],
  ['time', /took a later time/],
  ['another name', /took another name for HEAD/],
  ['once', /a second time/],
  ['name', /without the name/],
  ['removal', /still there after DELETE/],
];

describe('the check of signed requests', () => {
  it.each(lenient)('notices a bucket that does not insist on: %s', async (lets, says) => {
    const { bucket, expired, close } = await startLenientBucket(lets);
    const finding = await signedRequestsWork(bucket, expired).ask();
    close();
    expect(finding).toMatchObject({ is: 'wrong', what: expect.stringMatching(says) });
  });
});
