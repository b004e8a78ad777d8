import { type Answer, xmlAnswer } from '../answer.ts';
import type { BucketRequest } from '../request.ts';
import type { ObjectRecord } from '../storage/record.ts';

/**
 * Returns the response to a form: a redirect, a document or nothing. An invalid redirect URL is ignored. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function postAnswer(
  { bucket, headers }: BucketRequest,
  fields: ReadonlyMap<string, string>,
  { key, etag }: ObjectRecord,
): Answer {
  const location = `http://${headers.get('host')}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const redirect = URL.parse(fields.get('success_action_redirect') ?? '');
  if (redirect) {
    for (const [name, value] of Object.entries({ bucket, key, etag: `"${etag}"` }))
      redirect.searchParams.append(name, value);
    return { status: 303, headers: { location: redirect.href, etag: `"${etag}"` } };
  }
  const status = fields.get('success_action_status');
  const found = { etag: `"${etag}"`, location };
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers: found };
  const created = xmlAnswer(
    'PostResponse',
    [
      ['Location', location],
      ['Bucket', bucket],
      ['Key', key],
      ['ETag', `"${etag}"`],
    ],
    found,
  );
  return { ...created, status: 201 };
}
