import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import { childrenNamed, childrenOf, readXml, refuseLacking, textOf } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';
import { listsEtag } from './conditions.ts';
import { keysPerPage } from './list-parameters.ts';

/** The version id of objects in a bucket without versions. */
const noVersion = 'null';

/** Answers DeleteObjects. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(call: Call): Promise<Answer> {
  const { bucket } = call;
  const payload = call.payload();
  if (!payload.algorithm && !call.headers.has('content-md5'))
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5');
  const root = readXml(await readDocument(payload), 'Delete');
  childrenOf(root, 'Object', 'Quiet');
  const objects = childrenNamed(root, 'Object');
  if (objects.length === 0 || objects.length > keysPerPage) throw new S3Error('MalformedXML');
  const quiet = textOf(root, 'Quiet') === 'true';

  const nodes: XmlNode[] = [];
  for (const object of objects) {
    refuseLacking(object, 'LastModifiedTime', 'Size');
    childrenOf(object, 'Key', 'ETag', 'VersionId');
    const [key, etag, version = noVersion] = ['Key', 'ETag', 'VersionId'].map((name) => textOf(object, name));
    if (version !== noVersion) throw new S3Error('NotImplemented', 'The embedded bucket has no versions.');
    if (key === undefined || key === '') throw new S3Error('MalformedXML');
    try {
      await bucket.objects.change(key, (current) => {
        if (etag !== undefined && !(current && listsEtag(etag, current.etag))) throw new S3Error('PreconditionFailed');
        return undefined;
      });
      if (!quiet) nodes.push(['Deleted', [['Key', key]]]);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      nodes.push([
        'Error',
        [
          ['Key', key],
          ['Code', error.code],
          ['Message', error.message],
        ],
      ]);
    }
  }
  return xmlAnswer('DeleteResult', nodes);
}
