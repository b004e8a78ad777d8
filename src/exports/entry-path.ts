import { extensionOf } from '../files/filename.ts';
import { safeSegment } from './safe-segment.ts';

/** The longest path in UTF-16 units, so that it fits into Windows' 260 below a folder of one's own. */
export const maxPathLength = 200;
/** The longest name of a folder: two of them leave 70 units for the file. */
const maxFolderLength = 64;
/** The longest name of a file or folder that file systems accept, in bytes of UTF-8. */
const maxSegmentBytes = 255;

/** The folders of a file, from the outer to the inner: of the submission, and of the field. */
export type EntryFolders = readonly [] | readonly [string] | readonly [string, string];

/**
 * Chooses the paths of an archive's entries. They are safe to unpack on Windows, macOS and Linux: no two of them are
 * the same file on a file system that ignores case, normal forms and invisible characters, and none leaves its folder.
 *
 * The folder of a submission begins with its number and is like no other, so one instance for each submission is enough.
 */
export class EntryPaths {
  /** The paths that are taken, folded; each with the number that its next duplicate gets. */
  readonly #taken = new Map<string, number>();
  /** The chosen folders by their parent and the text that was asked for. */
  readonly #folders = new Map<string, string>();

  /**
   * Returns a path of at most 200 characters for any folders and any name. A name that is taken gets a number before
   * its extension, `photo (2).jpg`. The same folders give the same folder.
   */
  add(folders: EntryFolders, name: string): string {
    const parent = folders.reduce<string>((path, folder) => this.#folder(path, folder), '');
    const segment = safeSegment(name);
    return this.#free(parent, segment, extensionOf(segment), maxPathLength - parent.length);
  }

  /** Returns a folder's path with its slash. */
  #folder(parent: string, wanted: string): string {
    const key = `${parent}${wanted}`;
    const path = this.#folders.get(key) ?? `${this.#free(parent, safeSegment(wanted), '', maxFolderLength)}/`;
    this.#folders.set(key, path);
    return path;
  }

  #free(parent: string, segment: string, extension: string, maxLength: number): string {
    const stem = segment.slice(0, segment.length - extension.length);
    // A spreadsheet takes a cell that begins with one of these for a formula, and a shell a name with a hyphen for an
    // option.
    const start = parent === '' && /^[=+\-@]/.test(stem) ? '_' : parent;
    const first = start + fitted(stem, extension, maxLength - (start.length - parent.length));
    const taken = this.#taken.get(folded(first));
    if (taken === undefined) return this.#take(first);
    for (let number = taken; ; number += 1) {
      const path = start + fitted(stem, ` (${number})${extension}`, maxLength - (start.length - parent.length));
      if (this.#taken.has(folded(path))) continue;
      this.#taken.set(folded(first), number + 1);
      return this.#take(path);
    }
  }

  #take(path: string): string {
    this.#taken.set(folded(path), 2);
    return path;
  }
}

/** Returns one text for all paths that some file system takes for the same. */
function folded(path: string): string {
  return path
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFD')
    .toUpperCase()
    .normalize('NFC');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Returns the stem and its end; cuts a stem that is too long between two characters. */
function fitted(stem: string, end: string, maxLength: number): string {
  const [length, bytes] = [maxLength - end.length, maxSegmentBytes - Buffer.byteLength(end)];
  if (stem.length <= length && Buffer.byteLength(stem) <= bytes) return stem + end;
  let cut = '';
  for (const { segment } of graphemes.segment(stem)) {
    const longer = cut + segment;
    if (longer.length > length || Buffer.byteLength(longer) > bytes) break;
    cut = longer;
  }
  return (cut.replace(/[\s.]+$/u, '') || 'file') + end;
}
