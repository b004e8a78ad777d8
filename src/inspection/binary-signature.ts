import { toCharacters } from './text-encoding.ts';

/** The first bytes of binary files that begin no text: bytes that texts do not have, or a long word. */
const unmistakable: readonly string[] = [
  // Pictures: PNG, JPEG, TIFF and BigTIFF in both orders.
  ...['\x89PNG', '\xff\xd8\xff', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
  // Packings: gzip, compress, xz, Zstandard, LZ4, bzip2, 7z, RAR, Cabinet.
  ...[
    '\x1f\x8b',
    '\x1f\x9d',
    '\xfd7zXZ\0',
    '(\xb5/\xfd',
    '\x04"M\x18',
    'BZh91AY&SY',
    '7z\xbc\xaf',
    'Rar!\x1a',
    'MSCF\0',
  ],
  // Programs: ELF, Java and universal Mach-O, Mach-O of both sizes and orders, WebAssembly, Dalvik.
  ...['\x7fELF', '\xca\xfe\xba\xbe', '\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'],
  ...['\0asm', 'dex\n03'],
  // Compound files, Matroska, SQLite, HDF5, NumPy, fonts of Type 1.
  ...['\xd0\xcf\x11\xe0', '\x1aE\xdf\xa3', 'SQLite format 3\0', '\x89HDF', '\x93NUMPY', '\x80\x01'],
];

/** Words that begin both binary files and texts: "BMW prices", "ID3 explained", "PK of the table". */
const ambiguous: readonly string[] = [
  ...['PK', 'MZ', 'BM', 'GIF8', 'RIFF', 'RIFX', 'RF64', 'OggS', 'fLaC', 'ID3', 'FWS', 'CWS', '8BPS', 'bplist0'],
  ...['!<arch>\n', '070701', '070702', '070707', '%PDF-'],
];

/** True when the first bytes prove that a file is no text. */
export function beginsAsBinary(head: Uint8Array): boolean {
  return beginsWith(head, unmistakable) || isTar(head);
}

/** True when a file with control characters begins as a binary one. Without them, it may be a text. */
export function mayBeginAsBinary(head: Uint8Array): boolean {
  return beginsWith(head, ambiguous) || toCharacters(head.subarray(4, 8)) === 'ftyp';
}

function beginsWith(head: Uint8Array, signatures: readonly string[]): boolean {
  const beginning = toCharacters(head.subarray(0, 16));
  return signatures.some((signature) => beginning.startsWith(signature));
}

/**
 * True when a tar header stands here: its checksum matches, in which the checksum's own bytes count as blanks. An
 * archive of texts reads as a text otherwise.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html "ustar Interchange Format"
 */
function isTar(head: Uint8Array): boolean {
  const header = head.subarray(0, 512);
  const written = Number.parseInt(toCharacters(header.subarray(148, 156)), 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return header.length === 512 && sum === written;
}
