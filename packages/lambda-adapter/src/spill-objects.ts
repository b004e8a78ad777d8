/** The headers that are kept with spilled bytes, so that they arrive with them. */
export const spilledHeaderNames = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
] as const;

export type SpillHeaders = { readonly [name in (typeof spilledHeaderNames)[number]]?: string };

/** What spilling asks of a bucket. */
export interface SpillObjects {
  /** The key for a name, or without one a key that nobody can know. */
  key(name?: string): Promise<string>;
  isThere(key: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Makes sure that nobody else makes the object at the key before `until`; undefined when somebody else is doing so.
   */
  claim(key: string, until: Date, signal: AbortSignal): Promise<(() => Promise<void>) | undefined>;
  /** Makes the object while its bytes come: all of it, or nothing and a rejection. */
  write(spill: {
    readonly key: string;
    readonly headers: SpillHeaders;
    readonly chunks: AsyncIterable<Uint8Array>;
    readonly signal: AbortSignal;
  }): Promise<void>;
  remove(key: string, signal: AbortSignal): Promise<void>;
  /** An address of the object for whoever is given it, for a few minutes. */
  address(key: string, headers: SpillHeaders): Promise<string>;
}
