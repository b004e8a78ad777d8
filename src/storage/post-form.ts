import type { BucketClient } from './bucket-client.ts';
import { pendingTag } from './pending-tag.ts';
import { signedRequestLifetimeSeconds } from './presigned-request.ts';

/**
 * A plain HTML form that sends one file straight to the bucket: its action, its hidden fields in order, and the file
 * last.
 */
export interface PostForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What the policy of a posted form binds. */
export interface PostTerms {
  readonly contentType: string;
  readonly maxBytes: number;
  /** Where the browser goes afterwards; S3 adds bucket, key and ETag, which prove nothing. */
  readonly redirectTo: string;
}

/**
 * Signs a form for browsers without JavaScript: exactly this key, type, tag and redirect, and a size within the
 * range: what the bucket refuses ends on a page of its own, so that an empty file may come, and is refused by us. It
 * cannot demand that the key is new, so what arrives is copied away before it is believed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export async function presignPostForm({ s3, name }: BucketClient, key: string, terms: PostTerms): Promise<PostForm> {
  // Loaded by those who need it: browsers without JavaScript are few, and a cold start waits for what it loads.
  const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
  const { url, fields } = await createPresignedPost(s3, {
    Bucket: name,
    Key: key,
    Conditions: [['content-length-range', 0, terms.maxBytes]],
    Fields: {
      'Content-Type': terms.contentType,
      success_action_redirect: terms.redirectTo,
      tagging: `<Tagging><TagSet><Tag><Key>${pendingTag.key}</Key><Value>${pendingTag.value}</Value></Tag></TagSet></Tagging>`,
    },
    Expires: signedRequestLifetimeSeconds,
  });
  return { url, fields };
}
