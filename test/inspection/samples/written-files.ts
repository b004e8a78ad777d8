import { gzipSync } from 'node:zlib';
import { bytes, gifOf, hex, jpegWithThumbnail, pngOf, sampleFiles, zipOf } from '../../support/sample-files.ts';
import { compoundOf } from './compound-files.ts';
import { bmpOf, isoBoxes, isoOf, jpegFrom, tiffOf, webpFrom } from './picture-layouts.ts';
import {
  apeTagOf,
  flac,
  framesOf,
  freeFormatFrames,
  id3Of,
  matroskaOf,
  mpegFrames,
  oggOf,
  wavOf,
} from './sound-layouts.ts';

type Writers = Readonly<Record<string, Uint8Array>>;

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';
const mp3 = framesOf('MPEG-1 layer III, 128 kbit/s, 44.1 kHz', 4);
const pdf = bytes('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const jpegInTag = bytes(0, 'image/jpeg\0', 3, 0, jpegWithThumbnail(300, 300));

/** Files of each type as programs of several kinds write them, by media type and by what is special about them. */
export const writtenFiles: Readonly<Record<string, Writers>> = {
  'application/pdf': {
    'with a binary comment': bytes('%PDF-1.7\n%', hex('e2 e3 cf d3'), '\n', pdf),
    'of text only': pdf,
    'behind a space': bytes(' ', pdf),
    'behind line ends': bytes('\r\n\r\n', pdf),
    'behind a byte order mark': bytes('\ufeff', pdf),
    'behind printer commands': bytes('\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n', pdf),
    'in MacBinary': bytes(0, 8, 'Test.pdf', new Uint8Array(55), 'PDF CARO', new Uint8Array(55), pdf),
    'behind the header of an answer': bytes('HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n', pdf),
    'in the last place where readers look': bytes('x'.repeat(1019), pdf),
    'as Acrobat took it once': bytes('%!PS-Adobe-3.0 PDF-1.4\n', pdf.subarray(9)),
  },
  'image/png': {
    plain: pngOf(9, 9),
    animated: bytes(
      pngOf(9, 9).subarray(0, 33),
      hex('00 00 00 08'),
      'acTL',
      hex('00 00 00 01 00 00 00 00 00 00 00 00'),
      pngOf(9, 9).subarray(33),
    ),
    'from a phone of Apple': bytes(
      pngOf(9, 9).subarray(0, 8),
      hex('00 00 00 04'),
      'CgBI',
      hex('50 00 20 06 2c b8 77 66'),
      pngOf(9, 9).subarray(8),
    ),
  },
  'image/jpeg': {
    JFIF: jpegFrom(0xe0),
    Exif: jpegFrom(0xe1),
    Photoshop: jpegFrom(0xee),
    'without any notes': jpegFrom(0xdb),
    'with a thumbnail': jpegWithThumbnail(64, 64),
    'with fill bytes': jpegFrom(0xff),
  },
  'image/webp': { lossy: webpFrom('VP8 '), lossless: webpFrom('VP8L'), extended: webpFrom('VP8X') },
  'image/gif': { '89a': gifOf(9, 9), '87a': bytes('GIF87a', gifOf(9, 9).subarray(6)) },
  'image/avif': {
    avifenc: isoOf('avif', 'avif', 'mif1', 'miaf', 'MA1B'),
    libheif: isoOf('avif', 'mif1', 'avif', 'miaf'),
    'by its compatible brand': isoOf('mif1', 'avif', 'mif1', 'miaf'),
    sequence: isoOf('msf1', 'avis', 'msf1', 'avif'),
    'sequence of libavif': isoOf('avis', 'msf1', 'miaf', 'MA1B'),
  },
  'image/heic': {
    iPhone: isoOf('heic', 'mif1', 'MiHE', 'MiPr', 'miaf', 'MiHB', 'heic'),
    libheif: isoOf('heic', 'mif1', 'heic', 'miaf'),
    'by its compatible brand': isoOf('mif1', 'mif1', 'heic', 'hevc'),
    'without a brand of its coding': isoOf('mif1', 'mif1'),
    sequence: isoOf('msf1', 'msf1', 'heic', 'hevc'),
    'sequence by its major brand': isoOf('hevc', 'mif1', 'hevc'),
    'with several layers': isoOf('heim', 'heim', 'heic', 'mif1'),
    'of 10 bits': isoOf('heix', 'mif1', 'heix'),
  },
  'image/tiff': {
    'libtiff, Intel': tiffOf({ order: 'II', pixels: 4096 }),
    'libtiff, Motorola': tiffOf({ order: 'MM', pixels: 100_000 }),
    'directory first': tiffOf({ order: 'II', pixels: 64, isDirectoryFirst: true }),
    'directory first, Motorola': tiffOf({ order: 'MM', pixels: 64, isDirectoryFirst: true }),
    'BigTIFF, Intel': tiffOf({ order: 'II', isBig: true, pixels: 9000 }),
    'BigTIFF, Motorola': tiffOf({ order: 'MM', isBig: true, pixels: 9000 }),
    'with a PrintIM tag': tiffOf({ order: 'II', pixels: 64, isDirectoryFirst: true, tags: [50_341] }),
    'with a DNGVersion tag': tiffOf({ order: 'MM', pixels: 64, isDirectoryFirst: true, tags: [50_706] }),
  },
  'image/bmp': {
    'OS/2 1': bmpOf(12),
    'Windows 3': bmpOf(40),
    'OS/2 2': bmpOf(64),
    'Windows 95': bmpOf(108),
    'Windows 98': bmpOf(124),
  },
  [`${openXml}.wordprocessingml.document`]: openXmlFiles('word/document.xml'),
  [`${openXml}.spreadsheetml.sheet`]: openXmlFiles('xl/workbook.xml'),
  [`${openXml}.presentationml.presentation`]: openXmlFiles('ppt/presentation.xml'),
  'application/msword': {
    ...compoundFiles('WordDocument', '1Table'),
    'RTF, as Word takes it': bytes('{\\rtf1\\ansi Hello}'),
    'Word 2': bytes(hex('db a5 2d 00'), new Uint8Array(500)),
    Write: bytes(hex('31 be 00 00'), new Uint8Array(500)),
  },
  'application/vnd.ms-excel': {
    ...compoundFiles('Workbook', '\x05SummaryInformation'),
    'Excel 5': compoundOf(['Book']),
    'Excel 4': bytes(hex('09 04 06 00 00 00 10 00'), new Uint8Array(200)),
    'Excel 5 without a container': bytes(hex('09 08 08 00 00 05 10 00'), new Uint8Array(200)),
    'Excel 97 without a container': bytes(hex('09 08 10 00 00 06 10 00'), new Uint8Array(200)),
    'Excel 2': bytes(hex('09 00 04 00 02 00 10 00'), new Uint8Array(200)),
  },
  'application/vnd.ms-powerpoint': compoundFiles('PowerPoint Document', 'Current User'),
  [`${openDocument}.text`]: openDocumentFiles('text'),
  [`${openDocument}.spreadsheet`]: openDocumentFiles('spreadsheet'),
  [`${openDocument}.presentation`]: openDocumentFiles('presentation'),
  'application/rtf': {
    Word: bytes('{\\rtf1\\ansi\\ansicpg1252 Hello}'),
    macOS: bytes('{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl}\nHello}'),
    'behind a byte order mark': bytes('\ufeff{\\rtf1 Hello}'),
    'behind a line end': bytes('\r\n{\\rtf1 Hello}'),
  },
  'text/plain': { Unix: bytes('Hello\nbucket\n'), Windows: bytes('\ufeffHello\r\nbucket\r\n') },
  'text/markdown': { Unix: bytes('# Hello\n\n* bucket\n'), Windows: bytes('\ufeff# Hello\r\n') },
  'text/csv': { Excel: bytes('\ufeffa;b\r\n1;2\r\n'), Unix: bytes('a,b\n1,2\n') },
  'application/json': { 'on one line': bytes('{"a":1}'), indented: bytes('{\n  "a": 1\n}\n') },
  'application/zip': {
    stored: zipOf({ 'a.txt': 'A', 'b/c.txt': 'B' }),
    packed: zipOf({ 'a.txt': 'A'.repeat(999) }, { isPacked: true }),
    streamed: zipOf({ 'a.txt': 'A'.repeat(999) }, { isPacked: true, isStreamed: true }),
    empty: zipOf({}),
    'with a comment': zipOf({ a: 'A' }, { comment: 'made by hand' }),
    'split, in one piece': zipOf({ a: 'A' }, { before: 'PK\x07\x08' }),
    'to be split, in one piece': zipOf({ a: 'A' }, { before: 'PK00' }),
    'of a folder that is called word': zipOf({ 'word/1.txt': 'x', 'notes.txt': 'x' }),
    'of a folder that is called ppt': zipOf({ 'ppt/1.txt': 'x', 'notes.txt': 'x' }),
    'of an unpacked Word document': zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }),
    "of a book's sources": zipOf({ mimetype: 'application/epub+zip', 'OEBPS/a.xhtml': '<x/>' }),
    'of an OpenDocument': zipOf({ mimetype: `${openDocument}.text`, 'content.xml': '<x/>' }),
    "of a program's sources": zipOf({ 'META-INF/MANIFEST.MF': 'x', 'app/classes.dex': 'x', '3D/a.model': 'x' }),
  },
  'application/gzip': {
    zlib: bytes(gzipSync('Hello')),
    'with a name and a time': bytes(hex('1f 8b 08 08 01 02 03 04 00 03'), 'a.tar\0', gzipSync('Hello').subarray(10)),
    'of several members': bytes(gzipSync('Hello'), gzipSync('bucket')),
  },
  'audio/mpeg': {
    ...Object.fromEntries(
      // The table is of constants; its keys are what they say.
      (Object.keys(mpegFrames) as (keyof typeof mpegFrames)[]).map((kind) => [kind, framesOf(kind, 3)]),
    ),
    'of one frame': framesOf('MPEG-1 layer III, 128 kbit/s, 44.1 kHz', 1),
    'of a free format': freeFormatFrames(),
    'behind zeros': bytes(new Uint8Array(731), mp3),
    'behind many zeros': bytes(new Uint8Array(50_000), mp3),
    'behind a tag and zeros': bytes(id3Of(200), new Uint8Array(417), mp3),
    'behind a tag of 4,096 bytes': bytes(id3Of(4096), mp3),
    'behind a tag of 4,100 bytes': bytes(id3Of(4100), mp3),
    'behind a cover': bytes(id3Of(300_000, jpegInTag), mp3),
    'of a tag only': id3Of(4000),
    'cut within its cover': id3Of(300_000, jpegInTag).subarray(0, 9000),
    'behind two tags': bytes(id3Of(500, bytes(), 3), id3Of(5000, bytes(), 4), mp3),
    'behind a tag that says too little of its length': bytes(id3Of(2058), new Uint8Array(9000).fill(7), mp3),
    'behind an APE tag': bytes(apeTagOf(100), mp3),
    'cut within a frame': bytes(new Uint8Array(200).fill(0x12), mp3),
  },
  'audio/mp4': {
    iTunes: isoOf('M4A ', 'M4A ', 'mp42', 'isom'),
    Android: isoOf('3gp4', 'isom', '3gp4'),
    'Windows Voice Recorder': isoOf('mp42', 'mp41', 'isom'),
    FFmpeg: isoOf('isom', 'isom', 'iso2', 'mp41'),
    QuickTime: isoOf('qt  '),
    'a book': isoOf('M4B ', 'M4A '),
  },
  'audio/wav': {
    Windows: wavOf('RIFF'),
    'above 4 GB': wavOf('RF64'),
    BW64: wavOf('BW64'),
    'big endian': wavOf('RIFX'),
  },
  'audio/ogg': {
    Vorbis: oggOf('\x01vorbis'),
    Opus: oggOf('OpusHead'),
    FLAC: oggOf('\x7fFLAC'),
    Speex: oggOf('Speex   '),
    Theora: oggOf('\x80theora'),
  },
  'audio/flac': {
    plain: flac,
    'behind a small tag': bytes(id3Of(100), flac),
    'behind a cover': bytes(id3Of(20_000, jpegInTag.subarray(0, 500)), flac),
  },
  'video/mp4': {
    FFmpeg: isoOf('isom', 'isom', 'iso2', 'avc1', 'mp41'),
    'a camera': isoOf('mp42', 'avc1', 'CAEP'),
    Android: isoOf('3gp5', 'isom', '3gp4'),
    iTunes: isoOf('M4V ', 'M4V ', 'mp42', 'isom'),
    'sound only': isoOf('M4A ', 'isom'),
    QuickTime: isoOf('qt  '),
    'for streaming': isoOf('iso5', 'dash'),
    Sony: isoOf('XAVC', 'mp42'),
    'without a brand': isoBoxes('free', 'mdat', 'moov'),
    'a segment': bytes(hex('00 00 00 10'), 'styp', 'msdh', hex('00 00 00 00'), isoBoxes('moof')),
  },
  'video/quicktime': {
    iPhone: isoOf('qt  ', 'qt  '),
    'as old programs wrote it': isoBoxes('moov', 'mdat'),
    'pixels first': bytes(isoBoxes('wide'), hex('00 00 00 01'), 'mdat', hex('00 00 00 00 00 00 00 10')),
    'cut off': bytes(hex('00 00 00 00'), 'mdat', new Uint8Array(99)),
    FFmpeg: isoOf('isom', 'isom'),
  },
  'video/webm': { FFmpeg: matroskaOf('webm', 8), browsers: matroskaOf('webm'), Matroska: matroskaOf('matroska') },
  'video/matroska': { FFmpeg: matroskaOf('matroska', 8), mkvmerge: matroskaOf('matroska'), WebM: matroskaOf('webm') },
};

function openXmlFiles(part: string): Writers {
  const types = { '[Content_Types].xml': '<Types/>' };
  const parts = { '_rels/.rels': '<Relationships/>', [part]: '<x/>' };
  const encryption = ['EncryptionInfo', 'EncryptedPackage'];
  return {
    Word: zipOf({ ...types, ...parts }, { isPacked: true }),
    LibreOffice: zipOf({ ...parts, ...types }, { isPacked: true, isStreamed: true }),
    'a program without packing': zipOf({ ...types, ...parts }),
    'with a password': compoundOf(encryption),
    'with a password, by Office': compoundOf(['\x06DataSpaces', 'Version', 'DataSpaceMap', ...encryption], {
      before: 90,
    }),
    'with a password, list of streams in pieces': compoundOf(['a', 'b', 'c', 'd', ...encryption], { between: 9 }),
    'with a password, large sectors': compoundOf(['a', ...encryption], { sectorBytes: 4096, before: 3 }),
  };
}

function openDocumentFiles(kind: string): Writers {
  const parts = { 'content.xml': '<x/>', 'META-INF/manifest.xml': '<m/>' };
  const mimetype = `${openDocument}.${kind}`;
  return {
    LibreOffice: zipOf({ mimetype, ...parts }),
    'a program that packs everything': zipOf({ ...parts, mimetype }, { isPacked: true }),
    'a program with a line end': zipOf({ mimetype: `${mimetype}\n`, ...parts }),
    'a program without the type': zipOf(parts),
  };
}

function compoundFiles(...streams: readonly string[]): Writers {
  return {
    Office: compoundOf(streams),
    'list of streams at the end': compoundOf(streams, { before: 60 }),
    'large sectors': compoundOf(streams, { sectorBytes: 4096 }),
    'with a password': compoundOf(['EncryptionInfo', 'EncryptedPackage']),
    'with another signature only': sampleFiles['application/msword'] ?? bytes(),
  };
}
