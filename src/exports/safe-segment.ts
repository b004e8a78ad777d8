import { cleanFilename } from '../files/filename.ts';

/** Characters that Windows refuses in names, and the separators of all systems. */
const refusedByWindows = /[<>:"|?*\\/]/g;

/**
 * Names of devices, which Windows reserves with any extension. The digits include the raised ones of Latin-1.
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
 */
const reservedByWindows = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i;

/**
 * Returns a name for a file or a folder that Windows, macOS and Linux can store, from any text. It is in NFC, at most
 * 255 bytes of UTF-8, and one segment of a path: it has no separator and no two dots in a row. An empty text becomes
 * `file`.
 */
export function safeSegment(text: string): string {
  const segment = cleanFilename(text.replace(refusedByWindows, '_')).replace(/\.{2,}/g, '.');
  return reservedByWindows.test(segment) ? `_${segment}` : segment;
}
