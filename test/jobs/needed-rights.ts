import type { BucketRequest } from '../../packages/s3-server/src/server.ts';
import { list, type Statement } from '../template/deployments.ts';

/**
 * The rights that requests to objects need and a role does not give, as `action prefix`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function missingRights(statements: readonly Statement[], requests: readonly BucketRequest[]): string[] {
  const given = new Set(
    statements.flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource).map((resource) => `${action} ${/\/(\w+)\/\*$/.exec(resource)?.[1]}`),
      ),
    ),
  );
  const needed = requests.filter(({ key }) => key !== '').flatMap(rightsFor);
  return [...new Set(needed)].filter((right) => !given.has(right));
}

function rightsFor({ method, key, query, headers }: BucketRequest): string[] {
  const right = (action: string, of = key) => `s3:${action} ${of.split('/')[0]}`;
  const source = headers.get('x-amz-copy-source')?.replace(/^\/?[^/]+\//, '');
  const read = source === undefined ? [] : [right('GetObject', decodeURIComponent(source))];
  if (query.has('tagging')) return [right(`${{ GET: 'Get', PUT: 'Put', DELETE: 'Delete' }[method]}ObjectTagging`)];
  if (method === 'GET' && query.has('uploadId')) return [right('ListMultipartUploadParts')];
  if (method === 'DELETE' && query.has('uploadId')) return [right('AbortMultipartUpload')];
  if (method === 'DELETE') return [right(query.has('versionId') ? 'DeleteObjectVersion' : 'DeleteObject')];
  return method === 'GET' || method === 'HEAD' ? [right('GetObject')] : [right('PutObject'), ...read];
}
