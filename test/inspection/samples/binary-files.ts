import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bytes, gifOf, hex, jpegOf, pngOf, webpOf, zipOf } from '../../support/sample-files.ts';

/** Bytes without any order, the same in each run (xorshift). */
function randomBytes(count: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

const noise = randomBytes(5000);
const prose = 'All happy families are alike; each unhappy family is unhappy in its own way.\n'.repeat(60);

/** A tar archive of one text, as POSIX lays it out: everything in it is readable. */
function tarOf(name: string, content: string, magic: string): Uint8Array {
  const header = Buffer.alloc(512);
  const put = (text: string, at: number) => header.write(text, at, 'latin1');
  put(name, 0);
  put(
    ['0000644', '0001750', '0001750', content.length.toString(8).padStart(11, '0'), '14371573421', ''].join('\0'),
    100,
  );
  put('        0', 148);
  put(magic, 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes(header, content, new Uint8Array(512 - (content.length % 512)));
}

const cpioEntry = (name: string, content: string) =>
  bytes(
    `070701${['1', '81a4', '3e8', '3e8', '1', '65000000', content.length.toString(16), '8', '1', '0', '0', (name.length + 1).toString(16), '0'].map((one) => one.padStart(8, '0')).join('')}`,
    name,
    0,
    content,
  );
const elfHeader = bytes(0x7f, 'ELF', hex('02 01 01 00'), new Uint8Array(8), hex('03 00 3e 00 01 00 00 00'));
const exe = bytes('MZ', hex('90 00 03 00 00 00 04 00 00 00 ff ff 00 00 b8'), new Uint8Array(43), hex('80 00 00 00'));
const dosStub = bytes(hex('0e 1f ba 0e 00 b4 09 cd 21'), 'This program cannot be run in DOS mode.\r\r\n$');
const classFile = bytes(hex('ca fe ba be 00 00 00 34 00 1d 0a 00 06 00 0f 09 00 10 00 11 08'));
const classNames = ['<init>', '()V', 'Code', 'LineNumberTable', 'main', '([Ljava/lang/String;)V', 'SourceFile'];
const sqliteHeader = bytes('SQLite format 3\0', hex('10 00 01 01 00 40 20 20 00 00 00 02 00 00 00 02'));
const samples = randomBytes(4000, 7);

/** Files of kinds that no form takes for a text, as their programs make them or as far as their first pages go. */
export const binaryFiles: Readonly<Record<string, Uint8Array>> = {
  'a random file': noise,
  'an ELF program': bytes(elfHeader, noise),
  'a Windows program': bytes(exe, dosStub, new Uint8Array(7), 'PE\0\0', noise),
  'a DOS program with a long text': bytes(exe, dosStub, prose),
  'a Mach-O program': bytes(hex('cf fa ed fe 07 00 00 01 03 00 00 00 02 00 00 00'), '__TEXT', new Uint8Array(10)),
  'a universal Mach-O program': bytes(hex('ca fe ba be 00 00 00 02 01 00 00 07 00 00 00 03'), noise),
  'a class of Java': bytes(classFile, ...classNames.map((name) => bytes(1, 0, name.length, name)), noise),
  'a program for Dalvik': bytes('dex\n035\0', noise),
  'a WebAssembly module': bytes('\0asm', hex('01 00 00 00 01 04 01 60 00 00 03 02 01 00 0a 04 01 02 00 0b')),
  'compiled Python': bytes(hex('cb 0d 0d 0a 00 00 00 00 1d 4a 00 65 2a 03 00 00 e3'), noise),
  'a pickle of Python': bytes(
    hex('80 04 95 2f 00 00 00 00 00 00 00'),
    '}',
    0x94,
    '(',
    0x8c,
    1,
    'a',
    0x94,
    'K',
    1,
    0x8c,
  ),
  'a PNG': bytes(pngOf(64, 64), noise),
  'a JPEG': bytes(jpegOf(64, 64), noise),
  'a GIF': bytes(gifOf(64, 64), hex('00 2c 00 00 00 00'), noise),
  'a WebP': bytes(webpOf(64, 64), noise),
  'a BMP': bytes('BM', hex('36 10 00 00 00 00 00 00 36 00 00 00 28 00 00 00'), samples),
  'a TIFF': bytes('II*\0', hex('08 00 00 00 01 00 00 01 03 00 01 00 00 00 40 00'), samples),
  'an icon': bytes(hex('00 00 01 00 01 00 10 10 00 00 01 00 20 00 68 04 00 00 16 00 00 00'), samples),
  'a Photoshop picture': bytes('8BPS', hex('00 01 00 00 00 00 00 00 00 03 00 00 00 40 00 00 00 40 00 08 00 03')),
  'an SQLite database': bytes(
    sqliteHeader,
    new Uint8Array(64),
    hex('0d 00 00 00 01 0f b5'),
    new Uint8Array(900),
    noise,
  ),
  'an SQLite database of texts': bytes(sqliteHeader, new Uint8Array(400), prose),
  'a gzip of a text': bytes(gzipSync(prose.slice(0, 70)), gzipSync(noise)),
  'a gzip with a name': bytes(hex('1f 8b 08 08 00 00 00 00 00 03'), 'report.txt\0', deflateSync(noise)),
  'a zlib stream': deflateSync(noise),
  'a Brotli stream': brotliCompressSync(noise),
  'a bzip2': bytes('BZh91AY&SY', noise),
  'an xz': bytes(0xfd, '7zXZ\0', hex('00 04 e6 d6 b4 46'), noise),
  'a Zstandard': bytes(hex('28 b5 2f fd 04 58 51'), noise),
  'an LZ4': bytes(hex('04 22 4d 18 64 40 a7'), noise),
  'a 7z': bytes('7z', hex('bc af 27 1c 00 04'), noise),
  'a RAR': bytes('Rar!', hex('1a 07 01 00'), noise),
  'a Cabinet': bytes('MSCF', hex('00 00 00 00'), noise),
  'a ZIP of texts, stored': zipOf({ 'a.txt': prose, 'b.txt': prose }),
  'a tar of a text': tarOf('report.txt', prose, 'ustar\x0000'),
  'a tar of GNU of a text': tarOf('report.txt', prose, 'ustar  \0'),
  'a tar of 1979 of a text': tarOf('report.txt', prose, ''),
  'a cpio of a text': cpioEntry('report.txt', prose),
  'an ar of objects': bytes('!<arch>\n', '/'.padEnd(16), '0'.padEnd(42), '`\n', hex('00 00 00 04 00 00 42 1e'), prose),
  'a WAV': bytes('RIFF', hex('24 08 00 00'), 'WAVEfmt ', hex('10 00 00 00 01 00 01 00 40 1f 00 00'), 'data', samples),
  'an AVI': bytes('RIFF', hex('24 08 00 00'), 'AVI LIST', hex('26 01 00 00'), 'hdrlavih8\0\0\0', samples),
  'an Ogg': bytes(
    'OggS',
    0,
    2,
    new Uint8Array(8),
    samples.subarray(0, 8),
    1,
    0x1e,
    1,
    'vorbis',
    hex('00 00 00 00 02'),
    samples,
  ),
  'a FLAC': bytes('fLaC', hex('00 00 00 22 10 00 10 00'), samples),
  'an MP3 with a tag': bytes(
    'ID3',
    hex('03 00 00 00 00 0f 76'),
    'TIT2',
    hex('00 00 00 06 00 00 00'),
    'Title',
    new Uint8Array(2000),
  ),
  'an MP3': bytes(hex('ff fb 90 64'), samples),
  'an MP4': bytes(hex('00 00 00 18'), 'ftypisom', hex('00 00 02 00'), 'isommp42', hex('00 00 10 00'), 'moov', samples),
  'a Matroska': bytes(hex('1a 45 df a3 9f 42 86 81 01 42 f7 81 01'), 'matroska', samples),
  'a MIDI file': bytes('MThd', hex('00 00 00 06 00 01 00 02 01 e0'), 'MTrk', hex('00 00 00 1b 00 ff 51 03 07 a1 20')),
  'a TrueType font': bytes(hex('00 01 00 00 00 0f 00 80 00 03 00 70'), 'OS/2', samples),
  'a WOFF2 font': bytes('wOF2', hex('00 01 00 00 00 00 9c 04 00 0e'), noise),
  'a compound file': bytes(hex('d0 cf 11 e0 a1 b1 1a e1'), new Uint8Array(16), hex('3e 00 03 00 fe ff')),
  'a shortcut of Windows': bytes(hex('4c 00 00 00 01 14 02 00 00 00 00 00 c0 00 00 00 00 00 00 46 9b 00 08 00')),
  'a property list': bytes('bplist00', 0xd1, 1, 2, 'Sfoo', hex('10 01 08 0b 0f 00 00 00 00 00 00 01 01')),
  'an AppleDouble file': bytes(
    hex('00 05 16 07 00 02 00 00'),
    'Mac OS X        ',
    hex('00 02 00 00 00 09 00 00 00 32 00 00'),
  ),
  'a capture of packets': bytes(
    hex('d4 c3 b2 a1 02 00 04 00'),
    new Uint8Array(8),
    hex('00 00 04 00 01 00 00 00'),
    samples,
  ),
  'a DICOM picture': bytes(
    new Uint8Array(128),
    'DICM',
    hex('02 00 00 00'),
    'UL',
    hex('04 00 c0 00 00 00 02 00 01 00'),
    'OB',
    0,
    0,
  ),
  'a NumPy array': bytes(
    0x93,
    'NUMPY',
    hex('01 00 76 00'),
    "{'descr': '<f8', 'shape': (3,), }".padEnd(117),
    '\n',
    samples,
  ),
  'an HDF5 file': bytes(0x89, 'HDF\r\n', 0x1a, '\n', hex('00 00 00 00 00 08 08 00 04 00 10 00'), samples),
  'a file of MATLAB': bytes(
    'MATLAB 5.0 MAT-file, written by a test'.padEnd(124),
    0,
    1,
    'IM',
    hex('0e 00 00 00 38 00 00 00 06'),
  ),
  'a Parquet file': bytes('PAR1', hex('15 04 15 18 15 1c 4c 15 06 15 00 12 00 00'), samples),
  'a gettext catalogue': bytes(hex('de 12 04 95 00 00 00 00 02 00 00 00 1c 00 00 00 2c 00 00 00 05 00 00 00 3c')),
  'a compiled terminfo entry': bytes(
    hex('1a 01 15 00 07 00 0f 00 3c 00 10 02'),
    'vt100|dec vt100\0',
    hex('00 01 00 00 01'),
  ),
  'a time zone': bytes('TZif2', new Uint8Array(15), hex('00 00 00 06 00 00 00 06 00 00 00 00 00 00 00 90'), samples),
  'a message of OpenPGP': bytes(hex('85 01 0c 03'), noise),
  'a certificate in DER': bytes(hex('30 82 03 5a 30 82 02 42 a0 03 02 01 02 02 09 00'), noise),
  'a protocol buffer': bytes(0x0a, 5, 'Anna', hex('10 96 01 1a 0c 08 01 12 08 0a 06 0e 02 03 04 05 22 00')),
  'a file of PostScript Type 1': bytes(hex('80 01 9f 0b 00 00'), '%!PS-AdobeFont-1.0: Test 1\n', prose),
  'an encrypted file of OpenSSL': bytes('Salted__', noise),
  'a database of dBase': bytes(
    hex('03 7c 01 01 02 00 00 00 61 00 1b 00'),
    new Uint8Array(20),
    'NAME',
    new Uint8Array(7),
    'C',
  ),
};
