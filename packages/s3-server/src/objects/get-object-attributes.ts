import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import type { XmlNode } from '../xml/write.ts';
import { checksumNodes } from './checksum-headers.ts';

/**
 * Answers GetObjectAttributes, without ObjectParts. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html
 */
export function getObjectAttributes({ bucket, headers, request }: Call): Answer {
  const record = bucket.objects.get(request.key);
  const nodes: Readonly<Record<string, XmlNode>> = {
    ETag: ['ETag', record.etag],
    Checksum: ['Checksum', record.checksum && checksumNodes(record.checksum)],
    StorageClass: ['StorageClass', 'STANDARD'],
    ObjectSize: ['ObjectSize', record.size],
  };
  const names = (headers.get('x-amz-object-attributes') ?? '').split(',').map((name) => name.trim());
  const asked = names.map((name) => {
    const node = nodes[name];
    if (!node)
      throw new S3Error(name === 'ObjectParts' ? 'NotImplemented' : 'InvalidArgument', undefined, {
        ObjectAttribute: name,
      });
    return node;
  });
  return xmlAnswer('GetObjectAttributesResponse', asked, {
    'last-modified': new Date(record.modifiedAt).toUTCString(),
  });
}
