/** The pictures that were made of a file, for pages. It stands in the record of the file's upload. */
export interface PreviewRecord {
  /** A WebP of at most 64 × 64 pixels, as Base64; absent where it would be too large for the line of a table. */
  readonly mini?: string;
  /** The size of the picture of at most 512 × 512 pixels, which is an object of its own. */
  readonly width: number;
  readonly height: number;
}
