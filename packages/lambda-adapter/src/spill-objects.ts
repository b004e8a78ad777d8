/** The headers that are stored with spilled bytes, so that they arrive with them. */
export const spilledHeaderNames = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
] as const;

export type SpillHeaders = { readonly [name in (typeof spilledHeaderNames)[number]]?: string };

/** The bucket operations that spilling uses. */
export interface SpillObjects {
  /** Returns the key for a name, or without one a key that cannot be guessed. */
  key(name?: string): Promise<string>;
  isThere(key: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Claims the key until `until`, so that no other process makes its object. Resolves with undefined when another
   * process has claimed it.
   */
  claim(key: string, until: Date, signal: AbortSignal): Promise<(() => Promise<void>) | undefined>;
  /** Writes the object while its bytes come. It writes all of it, or nothing and rejects. */
  write(spill: {
    readonly key: string;
    readonly headers: SpillHeaders;
    readonly chunks: AsyncIterable<Uint8Array>;
    readonly signal: AbortSignal;
  }): Promise<void>;
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** Returns a URL that gives its bearer the object for a few minutes. */
  address(key: string, headers: SpillHeaders): Promise<string>;
}
