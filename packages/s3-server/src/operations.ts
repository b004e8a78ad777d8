import {
  deleteCors,
  deleteLifecycle,
  getCors,
  getLifecycle,
  putCors,
  putLifecycle,
} from './buckets/bucket-settings.ts';
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
} from './buckets/buckets.ts';
import type { Operation } from './call.ts';
import { abortUpload } from './multipart/abort-upload.ts';
import { completeUpload } from './multipart/complete-upload.ts';
import { createUpload } from './multipart/create-upload.ts';
import { listParts } from './multipart/list-parts.ts';
import { listUploads } from './multipart/list-uploads.ts';
import { uploadPart } from './multipart/upload-part.ts';
import { uploadPartCopy } from './multipart/upload-part-copy.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { getObjectAttributes } from './objects/get-object-attributes.ts';
import { listObjects } from './objects/list-objects.ts';
import { listObjectsV2 } from './objects/list-objects-v2.ts';
import { deleteTagging, getTagging, putTagging } from './objects/object-tagging.ts';
import { putObject } from './objects/put-object.ts';

/** The kind of resource that a request's path names. */
type Target = 'account' | 'bucket' | 'object';

/** An operation with the requests that it answers. */
export interface OperationRoute {
  readonly target: Target;
  readonly method: string;
  /** Required query parameters: they tell one operation from another. */
  readonly requires?: readonly string[];
  /** Optional query parameters. */
  readonly allows?: readonly string[];
  /** `x-amz-*` headers that the operation uses. The first tells a copy from a put. */
  readonly headers?: readonly RegExp[];
  readonly copies?: true;
  readonly operation: Operation;
}

const checksums =
  /^x-amz-(checksum-(crc32c?|crc64nvme|sha1|sha256)|sdk-checksum-algorithm|trailer|decoded-content-length)$/;
const attributes = /^x-amz-(meta-.+|tagging|server-side-encryption|storage-class|acl)$/;
const copySource = /^x-amz-copy-source(-if-(none-)?match|-if-(un)?modified-since)?$/;
const response = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
].map((name) => `response-${name}`);

/**
 * The operations of the embedded bucket. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export const operations: readonly OperationRoute[] = [
  { target: 'account', method: 'GET', operation: listBuckets },

  {
    target: 'bucket',
    method: 'PUT',
    operation: createBucket,
    headers: [checksums, /^x-amz-(acl|object-ownership|bucket-object-lock-enabled)$/],
  },
  { target: 'bucket', method: 'HEAD', operation: headBucket },
  { target: 'bucket', method: 'DELETE', operation: deleteBucket },
  { target: 'bucket', method: 'GET', requires: ['location'], operation: getBucketLocation },
  { target: 'bucket', method: 'GET', requires: ['versioning'], operation: getBucketVersioning },
  { target: 'bucket', method: 'GET', requires: ['cors'], operation: getCors },
  { target: 'bucket', method: 'PUT', requires: ['cors'], operation: putCors, headers: [checksums] },
  { target: 'bucket', method: 'DELETE', requires: ['cors'], operation: deleteCors },
  { target: 'bucket', method: 'GET', requires: ['lifecycle'], operation: getLifecycle },
  { target: 'bucket', method: 'PUT', requires: ['lifecycle'], operation: putLifecycle, headers: [checksums] },
  { target: 'bucket', method: 'DELETE', requires: ['lifecycle'], operation: deleteLifecycle },
  {
    target: 'bucket',
    method: 'GET',
    requires: ['list-type'],
    allows: ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type', 'fetch-owner'],
    operation: listObjectsV2,
  },
  {
    target: 'bucket',
    method: 'GET',
    allows: ['prefix', 'delimiter', 'max-keys', 'marker', 'encoding-type'],
    operation: listObjects,
  },
  {
    target: 'bucket',
    method: 'GET',
    requires: ['uploads'],
    allows: ['prefix', 'delimiter', 'max-uploads', 'key-marker', 'upload-id-marker', 'encoding-type'],
    operation: listUploads,
  },
  { target: 'bucket', method: 'POST', requires: ['delete'], operation: deleteObjects, headers: [checksums] },

  {
    target: 'object',
    method: 'PUT',
    copies: true,
    operation: copyObject,
    headers: [attributes, copySource, /^x-amz-(metadata|tagging)-directive$/, /^x-amz-checksum-algorithm$/],
  },
  { target: 'object', method: 'PUT', operation: putObject, headers: [attributes, checksums] },
  { target: 'object', method: 'GET', allows: response, operation: getObject, headers: [/^x-amz-checksum-mode$/] },
  { target: 'object', method: 'HEAD', allows: response, operation: getObject, headers: [/^x-amz-checksum-mode$/] },
  { target: 'object', method: 'DELETE', operation: deleteObject },
  {
    target: 'object',
    method: 'GET',
    requires: ['attributes'],
    operation: getObjectAttributes,
    headers: [/^x-amz-object-attributes$/],
  },
  { target: 'object', method: 'GET', requires: ['tagging'], operation: getTagging },
  { target: 'object', method: 'PUT', requires: ['tagging'], operation: putTagging, headers: [checksums] },
  { target: 'object', method: 'DELETE', requires: ['tagging'], operation: deleteTagging },

  {
    target: 'object',
    method: 'POST',
    requires: ['uploads'],
    operation: createUpload,
    headers: [attributes, /^x-amz-checksum-(algorithm|type)$/],
  },
  {
    target: 'object',
    method: 'PUT',
    requires: ['partNumber', 'uploadId'],
    copies: true,
    operation: uploadPartCopy,
    headers: [copySource, /^x-amz-copy-source-range$/],
  },
  {
    target: 'object',
    method: 'PUT',
    requires: ['partNumber', 'uploadId'],
    operation: uploadPart,
    headers: [checksums],
  },
  {
    target: 'object',
    method: 'GET',
    requires: ['uploadId'],
    allows: ['max-parts', 'part-number-marker'],
    operation: listParts,
  },
  {
    target: 'object',
    method: 'POST',
    requires: ['uploadId'],
    operation: completeUpload,
    headers: [checksums, /^x-amz-(checksum-type|mp-object-size)$/],
  },
  { target: 'object', method: 'DELETE', requires: ['uploadId'], operation: abortUpload },
];
