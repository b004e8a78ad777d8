import type { Phrases } from './phrases.ts';

/** The rules of a file field, as the page declares them in `data-` attributes. */
export interface PageFileRules {
  /** The greatest size of each file, in bytes. */
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** Media types (`image/png`, `image/*`) and extensions (`.csv`), lower case; empty: any. */
  readonly accept: readonly string[];
  /** The names of types for people, by extension. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The facts of a file that the rules check. */
export interface FileFacts {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The media type by the browser's guess; empty when it has none. */
  readonly type: string;
}

/** Reads the rules of a field. A limit that the page does not declare is NaN, so no number exceeds it. */
export function readFileRules({
  maxBytes,
  minFiles,
  maxFiles,
  accept = '',
  labels = '{}',
}: DOMStringMap): PageFileRules {
  return {
    maxBytes: Number(maxBytes),
    minFiles: Number(minFiles),
    maxFiles: Number(maxFiles),
    accept: accept
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    labels: JSON.parse(labels),
  };
}

/**
 * Returns the reason why a file cannot be sent, as a sentence, or `undefined`. The server decides; this spares people
 * the wait.
 */
export function fileProblem(file: FileFacts, rules: PageFileRules, { bytes, say }: Phrases): string | undefined {
  const { name, size } = file;
  const { accept, maxBytes } = rules;
  if (size === 0) return say('fileEmpty', { name });
  if (size > maxBytes) return say('fileTooLarge', { name, most: bytes(maxBytes) });
  if (accept.length === 0 || accept.some((token) => matches(file, token))) return undefined;
  return say('fileTypeNotAccepted', { name });
}

/** Returns a sentence when there are too many files, or `undefined`. */
export function tooManyFiles(count: number, { maxFiles }: PageFileRules, { say }: Phrases): string | undefined {
  return count > maxFiles ? say('tooManyFiles', { count: maxFiles }) : undefined;
}

/** Returns a sentence when there are too few files, or `undefined`. */
export function tooFewFiles(count: number, { minFiles }: PageFileRules, { say }: Phrases): string | undefined {
  return count < minFiles ? say('tooFewFiles', { count: minFiles }) : undefined;
}

/** Returns the name of a file's type for people: "Word", or of an unknown one its extension, "DAT". */
export function labelOf(name: string, { labels }: PageFileRules): string {
  const extension = /\.\w+$/.exec(name)?.[0].toLowerCase() ?? '';
  return labels[extension] ?? extension.slice(1).toUpperCase();
}

function matches({ name, type }: FileFacts, token: string): boolean {
  if (token.startsWith('.')) return name.toLowerCase().endsWith(token);
  // Only the server can determine a type that the browser does not know.
  return type === '' || (token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token);
}
