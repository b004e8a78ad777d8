/**
 * The actions that each import of the SDK needs.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const neededActions: Readonly<Record<string, readonly string[]>> = {
  // HEAD tells absent from forbidden only with ListBucket.
  HeadObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  HeadBucketCommand: ['s3:ListBucket'],
  GetObjectCommand: ['s3:GetObject'],
  PutObjectCommand: ['s3:PutObject'],
  DeleteObjectCommand: ['s3:DeleteObject'],
  // The versions that are named, and never the object as such, which would leave a delete marker.
  DeleteObjectsCommand: ['s3:DeleteObjectVersion'],
  GetBucketVersioningCommand: ['s3:GetBucketVersioning'],
  ListObjectVersionsCommand: ['s3:ListBucketVersions'],
  // TaggingDirective REPLACE: the source's tags are not read.
  CopyObjectCommand: ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'],
  GetObjectTaggingCommand: ['s3:GetObjectTagging'],
  PutObjectTaggingCommand: ['s3:PutObjectTagging'],
  DeleteObjectTaggingCommand: ['s3:DeleteObjectTagging'],
  CreateMultipartUploadCommand: ['s3:PutObject', 's3:PutObjectTagging'],
  UploadPartCommand: ['s3:PutObject'],
  UploadPartCopyCommand: ['s3:GetObject', 's3:PutObject'],
  ListPartsCommand: ['s3:ListMultipartUploadParts'],
  CompleteMultipartUploadCommand: ['s3:PutObject'],
  AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
  // Of lib-storage: one PUT, or parts that are given up when one fails.
  Upload: ['s3:PutObject', 's3:AbortMultipartUpload'],
  // Signed requests of browsers use the rights of the role: PUT with a tag, GET, HEAD, a posted form
  // with a tag.
  S3RequestPresigner: ['s3:PutObject', 's3:PutObjectTagging', 's3:GetObject'],
  createPresignedPost: ['s3:PutObject', 's3:PutObjectTagging'],
  GetCommand: ['dynamodb:GetItem'],
  PutCommand: ['dynamodb:PutItem'],
  UpdateCommand: ['dynamodb:UpdateItem'],
  DeleteCommand: ['dynamodb:DeleteItem'],
  QueryCommand: ['dynamodb:Query'],
  BatchGetCommand: ['dynamodb:BatchGetItem'],
  BatchWriteCommand: ['dynamodb:BatchWriteItem'],
  // Each write of a transaction needs its own right.
  TransactWriteCommand: [
    ...['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  ],
  // A batch needs the right of the single call.
  SendMessageBatchCommand: ['sqs:SendMessage'],
  SendObjectMalwareScanCommand: ['guardduty:SendObjectMalwareScan'],
};
