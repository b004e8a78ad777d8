import { formatBytes } from '../../values/byte-size.ts';
import { isolate } from './isolate.ts';

/** The rules of a file field, as the page declares them in `data-` attributes. */
export interface FileRules {
  /** Bytes, for each file. */
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  /** Media types (`image/png`, `image/*`) and extensions (`.csv`), lower case; empty: any. */
  readonly accept: readonly string[];
}

/** What the rules look at. */
export interface FileFacts {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** As the browser guesses it; empty when it cannot. */
  readonly type: string;
}

/**
 * Reads the rules of a field. A rule that the page does not declare is not a number, and nothing is above or below it.
 */
export function readFileRules({ maxBytes, minFiles, maxFiles, accept = '' }: DOMStringMap): FileRules {
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

/** Why a file cannot be sent, as a sentence, or `undefined`. The server decides; this spares people the wait. */
export function refusalOf(file: FileFacts, { maxBytes, accept }: FileRules): string | undefined {
  const { size } = file;
  const name = isolate(file.name);
  if (size === 0) return `${name} is empty. Choose another file.`;
  if (size > maxBytes) return `${name} is larger than ${formatBytes(maxBytes)}. Choose a smaller file.`;
  if (accept.length === 0 || accept.some((token) => matches(file, token))) return undefined;
  return `${name} is not of a type that is asked for here. Choose another file.`;
}

/** Why so many files cannot be sent, as a sentence, or `undefined`. */
export function tooManyFiles(count: number, { maxFiles }: FileRules): string | undefined {
  if (!(count > maxFiles)) return undefined;
  return `No more than ${files(maxFiles)} can be sent here. Choose fewer or remove some.`;
}

/** Why so few files are not enough, as a sentence, or `undefined`. */
export function tooFewFiles(count: number, { minFiles }: FileRules): string | undefined {
  return count < minFiles ? `Choose at least ${files(minFiles)}.` : undefined;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function matches({ name, type }: FileFacts, token: string): boolean {
  if (token.startsWith('.')) return name.toLowerCase().endsWith(token);
  // What the browser does not know, only the server can tell.
  return type === '' || (token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token);
}
