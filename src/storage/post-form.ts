import type { BucketClient } from './bucket-client.ts';
import { pendingTag } from './pending-tag.ts';
import { signedRequestLifetimeSeconds } from './presigned-request.ts';

/**
 * A plain HTML form that sends one file straight to the bucket. It has an action, the hidden fields in order, and the
 * file last.
 */
export interface PostForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The properties that the policy of a form upload binds. */
export interface PostConditions {
  readonly contentType: string;
  readonly maxBytes: number;
  /** The address to which S3 redirects the browser; S3 adds bucket, key and ETag, which prove nothing. */
  readonly redirectTo: string;
}

/**
 * Signs a form for browsers without JavaScript. Its policy binds type, tag and redirect, a range of sizes, and the folder
 * of the key. S3 puts the file's name behind it, which is the only way to learn it, and names the key in the redirect.
 * S3 shows a page of its own when it rejects a file, so the range includes an empty file, which the app rejects later.
 * A policy cannot demand that the key is new, so the app copies the object away before it trusts it.
 *
 * @param folder the beginning of the key, without a slash at its end
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export async function presignPostForm(
  { s3, name }: BucketClient,
  folder: string,
  terms: PostConditions,
): Promise<PostForm> {
  // Loaded on demand: browsers without JavaScript are few, and a cold start waits for each module.
  const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
  const { url, fields } = await createPresignedPost(s3, {
    Bucket: name,
    Key: `${folder}/\${filename}`,
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
