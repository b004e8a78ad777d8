import { mebibytes } from '../values/byte-size.ts';

/**
 * The usual size of a copied part. S3 copies some 66 MB/s in one request and more than 2 GB/s in many: 1 GiB takes 4
 * seconds in parts of 128 MiB, and 16 in one.
 * @see https://github.com/awslabs/aws-c-s3/pull/288
 */
export const usualPieceBytes = mebibytes(128);

/** The number of copies at a time. */
export const copiesAtOnce = 64;
