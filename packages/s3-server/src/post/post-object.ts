import type { Answer } from '../answer.ts';
import type { CallContext } from '../call.ts';
import { usualAlgorithm } from '../checksums/algorithm.ts';
import { headerBytes } from '../header-bytes.ts';
import { readAttributes } from '../objects/attributes.ts';
import { storeObject } from '../objects/store-object.ts';
import { readTagDocument } from '../objects/tags.ts';
import { readChecksumClaim } from '../payload/checksum-claim.ts';
import type { ReceivedRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import type { SignatureRules } from '../signature/scope.ts';
import { digestOf } from '../storage/blobs.ts';
import { authenticateForm } from './authenticate-form.ts';
import { type PostedForm, readForm } from './multipart-form.ts';
import { postAnswer } from './post-answer.ts';
import { type PostPolicy, readPolicy, requirePolicy } from './post-policy.ts';

const knownField =
  /^x-amz-(algorithm|credential|date|signature|security-token|meta-.+|server-side-encryption|storage-class|checksum-.+)$/;

const headerField = /^(x-amz-.+|content-.+|cache-control|expires)$/;

/** The placeholder of the file's name in a key. */
const filenameVariable = /\$\{filename\}/g;

/** True when the request is a form for PostObject, which carries its permission in its fields. */
export function isPostedForm(request: ReceivedRequest): boolean {
  const form = /^multipart\/form-data\s*;/i.test(request.headers.get('content-type') ?? '');
  return (
    request.method === 'POST' &&
    form &&
    request.key === '' &&
    request.query.size === 0 &&
    !request.headers.has('authorization')
  );
}

/**
 * Answers PostObject: an upload by a plain HTML form. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function postObject(
  request: ReceivedRequest,
  rules: SignatureRules,
  { buckets, now }: CallContext,
): Promise<Answer> {
  const form = await readForm(request.headers.get('content-type') ?? '', request.body);
  const fields = expandedFields(form, request);
  const policy = readPolicy(authenticateForm(fields, rules));
  requirePolicy(policy, fields, now());
  const key = fields.get('key') ?? '';
  if (key === '') throw new S3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  const headers = formHeaders(fields);
  const claim = readChecksumClaim(headers);
  const bucket = buckets.get(request.bucket);
  const record = await storeObject(bucket, {
    key,
    attributes: {
      ...readAttributes(headers, bucket.settings),
      tags: readTagDocument(fields.get('tagging') ?? '<Tagging><TagSet/></Tagging>'),
    },
    modifiedAt: now(),
    bytes: withinSizes(form.bytes, policy),
    algorithm: claim?.algorithm ?? usualAlgorithm,
    digests: [],
    verify(staged) {
      if (claim && digestOf(staged, claim.algorithm).toString('base64') !== claim.value) throw new S3Error('BadDigest');
    },
    allow: () => undefined,
  });
  return postAnswer(request, fields, record);
}

/**
 * Returns the fields as the conditions see them. In the key the file's name, without any path, has replaced
 * `${filename}`, and the bucket is that of the request.
 */
function expandedFields(
  { fields, filename }: PostedForm,
  { bucket, headers }: ReceivedRequest,
): ReadonlyMap<string, string> {
  const unsigned = [...headers.keys()].filter((name) => name.startsWith('x-amz-'));
  if (unsigned.length > 0)
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  if ((fields.get('bucket') ?? bucket) !== bucket) throw new S3Error('AccessDenied', 'The form is for another bucket.');
  const name = filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
  const expanded = new Map(fields);
  const key = fields.get('key');
  if (key !== undefined)
    expanded.set(
      'key',
      key.replaceAll(filenameVariable, () => name),
    );
  return expanded.set('bucket', bucket);
}

/** Returns the fields as headers, since they mean the same as the PutObject headers of their names. */
function formHeaders(fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const unknown = [...fields.keys()].filter((name) => name.startsWith('x-amz-') && !knownField.test(name));
  if (unknown.length > 0) throw new S3Error('NotImplemented', undefined, { Field: unknown.join(', ') });
  const acl = fields.get('acl');
  const headers = [...fields]
    .filter(([name]) => headerField.test(name))
    .map(([name, value]) => [name, headerBytes(name, value)] as const);
  return new Map([...headers, ...(acl === undefined ? [] : [['x-amz-acl', acl] as const])]);
}

async function* withinSizes(
  bytes: AsyncIterable<Buffer>,
  { minBytes, maxBytes }: PostPolicy,
): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw new S3Error('EntityTooLarge', undefined, { MaxSizeAllowed: String(maxBytes) });
    yield chunk;
  }
  if (size < minBytes)
    throw new S3Error('EntityTooSmall', undefined, { ProposedSize: String(size), MinSizeAllowed: String(minBytes) });
}
