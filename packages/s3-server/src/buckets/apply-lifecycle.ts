import type { Bucket } from '../storage/bucket.ts';
import type { ObjectRecord } from '../storage/record.ts';
import type { LifecycleRule } from './lifecycle-rule.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Carries out a bucket's lifecycle rules as of `now`: deletes expired objects and aborts old uploads. */
export async function applyLifecycle(bucket: Bucket, now: Date): Promise<void> {
  const rules = (bucket.settings.lifecycle ?? []).filter((rule) => rule.enabled);
  for (const key of rules.length > 0 ? [...bucket.objects.keys] : []) {
    // `decide` checks again in its turn: an object that was replaced meanwhile is not old.
    await bucket.objects.change(key, (current) =>
      current && rules.some((rule) => expires(current, rule, now)) ? undefined : current,
    );
  }
  for (const { record } of bucket.uploads.all) {
    const old = rules.some(
      (rule) => record.key.startsWith(rule.prefix) && isOver(record.initiatedAt, rule.abortUploadsAfterDays, now),
    );
    if (old) await bucket.uploads.abort(record.id, record.key);
  }
}

function expires(record: ObjectRecord, rule: LifecycleRule, now: Date): boolean {
  const hasTags = rule.tags.every(({ key, value }) =>
    record.tags.some((tag) => tag.key === key && tag.value === value),
  );
  return record.key.startsWith(rule.prefix) && hasTags && isOver(record.modifiedAt, rule.expirationDays, now);
}

/**
 * True when the days are over: S3 adds them and rounds up to the next midnight UTC. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-number-of-days
 */
function isOver(since: string, days: number | undefined, now: Date): boolean {
  if (days === undefined) return false;
  return now.getTime() >= Math.ceil((Date.parse(since) + days * dayMs) / dayMs) * dayMs;
}
