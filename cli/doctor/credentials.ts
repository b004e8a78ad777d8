import { type Check, cannotTell, type Finding, ok, wrong } from '../../src/health/finding.ts';
import { BucketUnavailable } from '../../src/problems/errors.ts';
import type { BucketClient } from '../../src/storage/bucket-client.ts';
import { credentialsExpireAt, signatureProblem } from '../../src/storage/inspect-bucket.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import { minuteMs } from '../../src/values/duration.ts';

/**
 * The least life of the credentials. Signed requests end with them, even when the signature names a longer lifetime.
 */
const neededMinutes = signedRequestLifetimeSeconds / 60;

/**
 * Checks that credentials exist, that the bucket accepts them, and that they last.
 *
 * @see https://repost.aws/knowledge-center/presigned-url-s3-bucket-expiration
 */
export function credentialsWork(client: BucketClient, clock: () => Date): Check {
  return {
    name: 'credentials',
    async ask() {
      let expiresAt: Date | undefined;
      try {
        expiresAt = await credentialsExpireAt(client);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return wrong(
          `There are none: ${why}`,
          'Sign in ("aws sso login") and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID.',
        );
      }
      try {
        const fault = await signatureProblem(client);
        if (fault !== undefined)
          return wrong(
            `The bucket does not accept them: ${fault}.`,
            'Set the key and the secret that belong together.',
          );
      } catch (error) {
        // The check of the bucket reports that.
        if (error instanceof BucketUnavailable) return cannotTell('The bucket, which knows them, does not answer.');
        throw error;
      }
      return expiresAt ? describeExpiry(expiresAt, clock()) : ok('they do not expire');
    },
  };
}

function describeExpiry(expiresAt: Date, now: Date): Finding {
  const minutes = Math.floor((expiresAt.getTime() - now.getTime()) / minuteMs);
  if (minutes >= neededMinutes) return ok(`for another ${minutes} minutes`);
  return wrong(`They end in less than ${neededMinutes} minutes, and what is signed with them too.`, 'Sign in again.');
}
