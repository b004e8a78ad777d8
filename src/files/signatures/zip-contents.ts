import { kibibytes } from '../../values/byte-size.ts';
import { viewOf } from '../../values/byte-view.ts';
import { isZip, type Signature } from './signature.ts';

/**
 * True for a Word document; this and its siblings tell documents that are ZIP archives apart. Only files without a name
 * need it: under the name of a type the app accepts any ZIP archive, since most programs look no closer.
 */
export const holdsDocx = holdsOpenXml('word');
export const holdsXlsx = holdsOpenXml('xl');
export const holdsPptx = holdsOpenXml('ppt');

/** The bytes at the end that are searched for the list of contents; that of an Office document is short. */
const listBytes = kibibytes(64);

/**
 * Returns the signature of Office Open XML documents with their content in this folder.
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-376 (part 2, 7.3.7 and 10)
 */
function holdsOpenXml(folder: string): Signature {
  return async (head, bytes) => {
    if (!isZip(head, bytes)) return false;
    const list = viewOf(await bytes.read(Math.max(0, bytes.size - listBytes), bytes.size));
    return list.includes('[Content_Types].xml') && list.includes(`${folder}/`);
  };
}

/**
 * Returns the signature of OpenDocument files, whose first entry names this very type.
 *
 * @see https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part2-packages/OpenDocument-v1.3-os-part2-packages.html
 *   (3.3)
 */
export function holdsOpenDocument(mime: string): Signature {
  const named = new RegExp(`^.{30}mimetype.{0,64}?${mime.replaceAll('.', '\\.')}(?!-)`, 's');
  return (head, bytes) => isZip(head, bytes) && named.test(head.toString('latin1', 0, 256));
}
