/** The pictures that were made of a file, in the record of its upload. */
export interface PreviewRecord {
  /** A WebP of at most 64 × 64 pixels, as Base64; absent where it is too large for a line. */
  readonly mini?: string;
  /** The size of the picture of at most 512 × 512 pixels, which is an object of its own. */
  readonly width: number;
  readonly height: number;
}
