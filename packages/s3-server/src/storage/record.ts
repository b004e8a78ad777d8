import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../checksums/algorithm.ts';
import type { Slice } from './slice.ts';

/** A tag of an object: a name and a value. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The attributes that a client gives to an object and gets back with it. */
export interface Attributes {
  /** Content-Type and its like, by lower-case name, as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-meta-*` without the prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  /** The client's encryption header, echoed only, as nothing here is encrypted. */
  readonly encryption?: 'AES256';
}

/** An object: everything but its bytes. */
export interface ObjectRecord extends Attributes {
  readonly key: string;
  readonly size: number;
  /** The ETag without quotes. */
  readonly etag: string;
  /** The moment of the last change in ISO 8601. */
  readonly modifiedAt: string;
  /** Undefined when copied bytes were never read, and the client asked for no algorithm. */
  readonly checksum?: Checksum;
  readonly slices: readonly Slice[];
}

/** A part of an upload that is under way. */
export interface PartRecord {
  readonly number: number;
  /** The ETag without quotes; opaque for a copied part. */
  readonly etag: string;
  readonly modifiedAt: string;
  /** The checksum in the algorithm of the upload; undefined as for an object. */
  readonly checksum?: Checksum;
  readonly slices: readonly Slice[];
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
