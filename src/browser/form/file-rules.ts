import { byteSize } from '../../views/byte-size.ts';

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

/** Reads the rules of a field. */
export function readFileRules({ maxBytes, minFiles, maxFiles, accept }: DOMStringMap): FileRules {
  return {
    maxBytes: Number(maxBytes ?? Number.POSITIVE_INFINITY),
    minFiles: Number(minFiles ?? 0),
    maxFiles: Number(maxFiles ?? Number.POSITIVE_INFINITY),
    accept: (accept ?? '')
      .split(',')
      .map((token) => token.trim().toLowerCase())
      .filter((token) => token !== ''),
  };
}

/** Why a file cannot be sent, as a sentence, or `undefined`. The server decides; this spares people the wait. */
export function refusalOf({ name, size, type }: FileFacts, rules: FileRules): string | undefined {
  if (size === 0) return `${name} is empty. Choose a file that has something in it.`;
  if (size > rules.maxBytes) {
    return `${name} is larger than ${byteSize(rules.maxBytes)}. Choose a smaller file.`;
  }
  if (!isAccepted(name.toLowerCase(), type.toLowerCase(), rules.accept)) {
    return `${name} is not of a type that is asked for here. Choose one of those that are named above.`;
  }
  return undefined;
}

/** Why so many files cannot be sent, as a sentence, or `undefined`. */
export function tooManyFiles(present: number, chosen: number, { maxFiles }: FileRules): string | undefined {
  if (present + chosen <= maxFiles) return undefined;
  if (maxFiles === 1) return 'Only one file can be sent here. Choose one, and remove the one that is there first.';
  return `At most ${maxFiles} files can be sent here, and that would be ${present + chosen}. Choose fewer, or remove some.`;
}

/** Why so few files are not enough, as a sentence, or `undefined`. */
export function tooFewFiles(present: number, { minFiles }: FileRules): string | undefined {
  if (present >= minFiles) return undefined;
  return minFiles === 1 ? 'Choose a file.' : `Choose at least ${minFiles} files.`;
}

function isAccepted(name: string, type: string, accept: readonly string[]): boolean {
  if (accept.length === 0) return true;
  if (accept.some((token) => (token.startsWith('.') ? name.endsWith(token) : matchesType(type, token)))) return true;
  // The browser does not know the type and the page names no extensions: only the server can tell.
  return type === '' && !accept.some((token) => token.startsWith('.'));
}

function matchesType(type: string, token: string): boolean {
  return token.endsWith('/*') ? type.startsWith(token.slice(0, -1)) : type === token;
}
