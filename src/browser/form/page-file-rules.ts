import { formatBytes } from '../../values/byte-size.ts';
import { isolate } from './isolate.ts';

/** The rules of a file field, as the page declares them in `data-` attributes. */
export interface PageFileRules {
  /** The greatest size of each file, in bytes. */
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** Media types (`image/png`, `image/*`) and extensions (`.csv`), lower case; empty: any. */
  readonly accept: readonly string[];
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
export function readFileRules({ maxBytes, minFiles, maxFiles, accept = '' }: DOMStringMap): PageFileRules {
  return {
    maxBytes: Number(maxBytes),
    minFiles: Number(minFiles),
    maxFiles: Number(maxFiles),
    accept: accept
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}

/**
 * Returns the reason why a file cannot be sent, as a sentence, or `undefined`. The server decides; this spares people
 * the wait.
 */
export function fileProblem(file: FileFacts, { maxBytes, accept }: PageFileRules): string | undefined {
  const { size } = file;
  const name = isolate(file.name);
  if (size === 0) return `${name} is empty. Choose another file.`;
  if (size > maxBytes) return `${name} is larger than ${formatBytes(maxBytes)}. Choose a smaller file.`;
  if (accept.length === 0 || accept.some((token) => matches(file, token))) return undefined;
  return `${name} is not of a type that is asked for here. Choose another file.`;
}

/** Returns a sentence when there are too many files, or `undefined`. */
export function tooManyFiles(count: number, { maxFiles }: PageFileRules): string | undefined {
  if (!(count > maxFiles)) return undefined;
  return `No more than ${files(maxFiles)} can be sent here. Choose fewer or remove some.`;
}

/** Returns a sentence when there are too few files, or `undefined`. */
export function tooFewFiles(count: number, { minFiles }: PageFileRules): string | undefined {
  return count < minFiles ? `Choose at least ${files(minFiles)}.` : undefined;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function matches({ name, type }: FileFacts, token: string): boolean {
  if (token.startsWith('.')) return name.toLowerCase().endsWith(token);
  // Only the server can determine a type that the browser does not know.
  return type === '' || (token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token);
}
