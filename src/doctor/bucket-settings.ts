import type { BucketClient } from '../storage/bucket-client.ts';
import { missingLifecycleRules, openToPublic } from '../storage/inspect-bucket.ts';
import { type Check, cannotTell, ok, wrong } from './finding.ts';

/** Files are reached by signed requests only, whatever a policy or an ACL may say by mistake. */
export function publicAccessIsBlocked(client: BucketClient): Check {
  return {
    name: 'public access',
    needs: ['bucket'],
    async ask() {
      const open = await openToPublic(client);
      if (open === null) return cannotTell('The bucket does not say.');
      if (open.length === 0) return ok('blocked');
      return wrong(`Not blocked: ${open.join(', ')} is off.`, 'Switch on "Block all public access" for the bucket.');
    },
  };
}

/** What nobody submits goes away by itself, by the rules of `src/storage/prepare-bucket.ts`. */
export function lifecycleRulesAreThere(client: BucketClient): Check {
  return {
    name: 'lifecycle',
    needs: ['bucket'],
    async ask() {
      const missing = await missingLifecycleRules(client);
      if (missing === null) return cannotTell('The bucket does not say.');
      if (missing.length === 0) return ok();
      const what = `No rule of the bucket does: ${missing.join(', ')}. What is never submitted would stay for good.`;
      return wrong(what, 'Give the bucket the lifecycle rules of template.yaml.');
    },
  };
}
