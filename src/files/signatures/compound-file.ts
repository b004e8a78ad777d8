import { kibibytes } from '../../values/byte-size.ts';
import { viewOf } from '../../values/byte-view.ts';
import type { StoredBytes } from '../stored-bytes.ts';
import { type HeadSignature, hasCharacters, type Signature } from './signature.ts';

/**
 * The container of Word, Excel and PowerPoint before 2007.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb (2.2, 2.3, 2.6)
 */
export const isCompoundFile: HeadSignature = (head) => hasCharacters(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

/**
 * True for a password-protected Word, Excel or PowerPoint document of today. Its kind is encrypted too.
 *
 * @see https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto (2.3)
 */
export const isEncryptedOffice: Signature = holds('EncryptedPackage');

export const holdsWord: Signature = holds('WordDocument');
export const holdsExcel: Signature = holds('Workbook', 'Book');
export const holdsPowerPoint: Signature = holds('PowerPoint Document', 'PP40');

function holds(...streams: readonly string[]): Signature {
  return async (head, bytes) => {
    if (!isCompoundFile(head, bytes)) return false;
    const names = await readNames(head, bytes);
    return streams.some((stream) => names.includes(stream));
  };
}

/** The bytes of the directory that are read. The streams that tell the kind of document are among the first ones. */
const maxDirectoryBytes = kibibytes(8);
const entryBytes = 128;

/** Returns the names of the first streams and storages, from one sector of the directory to the next. */
async function readNames(head: Buffer, bytes: StoredBytes): Promise<readonly string[]> {
  if (head.length < headerBytes) return [];
  // 512 or 4,096 bytes; other sizes are no compound file's.
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4096 : 512;
  const readSector = async (sector: number) => {
    const start = (sector + 1) * sectorBytes;
    const end = start + sectorBytes;
    return end <= head.length ? head.subarray(start, end) : viewOf(await bytes.read(start, end));
  };
  const names: string[] = [];
  let sector = head.readUInt32LE(48);
  for (let read = 0; read < maxDirectoryBytes && sector < firstReserved; read += sectorBytes) {
    names.push(...namesIn(await readSector(sector)));
    sector = await nextSector(head, sector, sectorBytes / 4, readSector);
  }
  return names;
}

const headerBytes = 512;

/** The first sector number with a meaning of its own, such as the end of a chain. */
const firstReserved = 0xfffffffa;

/** The number of sectors of the allocation table that the header names. */
const knownTables = 109;

async function nextSector(
  head: Buffer,
  sector: number,
  perTable: number,
  readSector: (sector: number) => Promise<Buffer>,
): Promise<number> {
  const table = Math.floor(sector / perTable);
  // Behind 7 MB the table itself is a chain. A directory there is nearly always in one piece.
  if (table >= knownTables) return sector + 1;
  const entries = await readSector(head.readUInt32LE(76 + 4 * table));
  const at = 4 * (sector % perTable);
  return at + 4 <= entries.length ? entries.readUInt32LE(at) : firstReserved;
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    // The length in bytes counts the NUL behind the name.
    const length = Math.min(directory.readUInt16LE(at + 64), 64) - 2;
    if (length > 0) names.push(directory.toString('utf16le', at, at + length));
  }
  return names;
}
