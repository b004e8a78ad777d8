import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../checksums/algorithm.ts';
import type { Blob } from './blobs.ts';

/** A name and a value that an object is labelled with. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a client says about an object and gets back with it. */
export interface Attributes {
  /** Content-Type and its like, by lower-case name, as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-meta-*` without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** Only when the client asked for it: echoed, as nothing here is encrypted. */
  readonly encryption?: 'AES256';
}

/** An object: all that is known about it but its bytes. */
export interface ObjectRecord extends Attributes {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** ISO 8601 */
  readonly modifiedAt: string;
  readonly checksum: Checksum;
  readonly blobs: readonly Blob[];
}

/** A part of an upload that is under way. */
export interface PartRecord {
  readonly number: number;
  readonly etag: string;
  readonly modifiedAt: string;
  /** In the algorithm of the upload. */
  readonly checksum: Checksum;
  readonly blob: Blob;
}

/** A multipart upload that is under way. */
export interface UploadRecord extends Attributes {
  readonly id: string;
  readonly key: string;
  readonly initiatedAt: string;
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** False when the client named no algorithm and S3's usual one is used. */
  readonly algorithmAsked: boolean;
}
