import { type Check, cannotTell, type Finding, ok, wrong } from '../../src/health/finding.ts';
import type { BucketClient } from '../../src/storage/bucket-client.ts';
import { findPublicAccess, foreignTags, missingLifecycleRules } from '../../src/storage/inspect-bucket.ts';

/** Checks that only signed requests reach files, even when a policy or an ACL is wrong. */
export function publicAccessIsBlocked(client: BucketClient): Check {
  return {
    name: 'public access',
    needs: ['bucket'],
    async ask() {
      const open = await findPublicAccess(client);
      if (open === null) return cannotTell('The bucket does not say.');
      if (open.length === 0) return ok('blocked');
      return wrong(`Not blocked: ${open.join(', ')} is off.`, 'Switch on "Block all public access" for the bucket.');
    },
  };
}

/**
 * Checks that the bucket deletes unsubmitted files by the rules of `src/storage/prepare-bucket.ts`, and no others. A
 * tag decides, and a second writer of tags can put it back on a file that was submitted.
 */
export function lifecycleRulesAreThere(client: BucketClient): Check {
  return {
    name: 'lifecycle',
    needs: ['bucket'],
    async ask() {
      const missing = await missingLifecycleRules(client);
      if (missing === null) return cannotTell('The bucket does not say.');
      if (missing.length === 0) return tagsAreOurs(await foreignTags(client));
      const what = `The bucket has no lifecycle rule equivalent to: ${missing.join(', ')}. Unsubmitted files would stay for good.`;
      return wrong(what, 'Give the bucket the lifecycle rules of template.yaml.');
    },
  };
}

/**
 * The tags of an object are one set, which every writer replaces whole.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html
 */
function tagsAreOurs(foreign: readonly string[] | null): Finding {
  if (foreign === null) return ok('whether anything else writes tags cannot be told');
  if (foreign.length === 0) return ok();
  const what = `Something else writes tags on files (${foreign.join(', ')}): a file that was submitted may be removed.`;
  return wrong(what, 'Switch off the tagging of objects there; for GuardDuty, in its malware protection plan.');
}
