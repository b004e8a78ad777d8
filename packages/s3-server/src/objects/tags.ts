import { S3Error } from '../s3-error.ts';
import type { Tag } from '../storage/record.ts';
import { childrenNamed, childrenOf, readXml, textOf } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';

const maxTags = 10;
const maxKeyCharacters = 128;
const maxValueCharacters = 256;

/** Reads `x-amz-tagging`: encoded like a query. @throws S3Error InvalidArgument, InvalidTag */
export function readTagHeader(text: string): readonly Tag[] {
  return requireSound([...new URLSearchParams(text)].map(([key, value]) => ({ key, value })));
}

/** Reads a `Tagging` document. @throws S3Error MalformedXML, InvalidTag */
export function readTagDocument(document: string): readonly Tag[] {
  const [set, second] = childrenOf(readXml(document, 'Tagging'), 'TagSet');
  if (!set || second) throw new S3Error('MalformedXML');
  const tags = childrenNamed(set, 'Tag').map((tag) => {
    childrenOf(tag, 'Key', 'Value');
    return { key: textOf(tag, 'Key') ?? '', value: textOf(tag, 'Value') ?? '' };
  });
  if (tags.length < set.children.length) throw new S3Error('MalformedXML');
  return requireSound(tags);
}

/** Returns the tags as GetObjectTagging answers them. */
export function writeTags(tags: readonly Tag[]): readonly XmlNode[] {
  return [
    [
      'TagSet',
      tags.map(
        ({ key, value }): XmlNode => [
          'Tag',
          [
            ['Key', key],
            ['Value', value],
          ],
        ],
      ),
    ],
  ];
}

/** Checks tags by the rules of S3. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
function requireSound(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > maxTags) throw new S3Error('BadRequest', `Object tags cannot be greater than ${maxTags}`);
  for (const { key, value } of tags) {
    const allowed = [key, value].every((text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text));
    if (
      key === '' ||
      key.length > maxKeyCharacters ||
      value.length > maxValueCharacters ||
      !allowed ||
      key.startsWith('aws:')
    ) {
      throw new S3Error('InvalidTag', undefined, { TagKey: key, TagValue: value });
    }
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length)
    throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key');
  return tags;
}
