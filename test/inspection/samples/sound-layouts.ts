import { be32, le16, le32, le64 } from '../../support/binary-numbers.ts';
import { bytes, hex } from '../../support/sample-files.ts';

/** Silent frames of MPEG audio: their header (hex), and how long one is (bytes). */
export const mpegFrames = {
  'MPEG-1 layer III, 128 kbit/s, 44.1 kHz': ['fffb9064', 417],
  'MPEG-1 layer III, 320 kbit/s, 32 kHz, padded': ['fffbea64', 1441],
  'MPEG-1 layer II, 192 kbit/s, 48 kHz': ['fffda400', 576],
  'MPEG-2 layer III, 64 kbit/s, 22.05 kHz': ['fff380c4', 208],
  'MPEG-2.5 layer III, 8 kbit/s, 8 kHz': ['ffe318c4', 72],
} as const;

/** So many frames, one behind the other. */
export function framesOf(kind: keyof typeof mpegFrames, count: number): Uint8Array {
  const [header, length] = mpegFrames[kind];
  const frame = bytes(hex(header), new Uint8Array(length - 4));
  return bytes(...Array<Uint8Array>(count).fill(frame));
}

/** Frames of a rate that no header says. */
export function freeFormatFrames(): Uint8Array {
  const frame = bytes(hex('ff fb 00 64'), new Uint8Array(1300).fill(0x11));
  return bytes(frame, frame, frame);
}

/** An ID3 tag of that many bytes in all, filled with what `content` begins. */
export function id3Of(totalBytes: number, content: Uint8Array = new Uint8Array(), version = 3): Uint8Array {
  const size = totalBytes - 10;
  const sevenBits = [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f);
  return bytes('ID3', version, 0, 0, ...sevenBits, content, new Uint8Array(size - content.length));
}

/** An APE tag with its header, as some programs put it first. */
export function apeTagOf(contentBytes: number): Uint8Array {
  return bytes(
    'APETAGEX',
    le32(2000),
    le32(contentBytes),
    le32(0),
    le32(0xa0000000),
    le64(0),
    new Uint8Array(contentBytes),
  );
}

export const flac: Uint8Array = bytes('fLaC', hex('80 00 00 22'), new Uint8Array(34));

/** A WAV in one of its forms: RF64 and BW64 keep their size in a chunk of its own, RIFX is big endian. */
export function wavOf(form: 'RIFF' | 'RIFX' | 'RF64' | 'BW64'): Uint8Array {
  const is64 = form.endsWith('64');
  const format = bytes(
    'fmt ',
    le32(16),
    le16(1),
    le16(1),
    le32(8000),
    le32(8000),
    le16(1),
    le16(8),
    'data',
    le32(4),
    hex('80 80 80 80'),
  );
  const long = is64 ? bytes('ds64', le32(28), le64(80), le64(4), le64(4), le32(0)) : bytes();
  return bytes(form, form === 'RIFX' ? be32(40) : le32(is64 ? 0xffffffff : 40), 'WAVE', long, format);
}

/** The first page of an Ogg stream, whose first packet begins with `codec`. */
export function oggOf(codec: string): Uint8Array {
  return bytes('OggS', 0, 2, new Uint8Array(20), 1, codec.length + 8, codec, new Uint8Array(8));
}

/** The header of a Matroska file. `sizeBytes` is how long it writes its lengths: FFmpeg 8 bytes, others 1. */
export function matroskaOf(docType: string, sizeBytes: 1 | 8 = 1): Uint8Array {
  const size = (value: number) => (sizeBytes === 1 ? bytes(0x80 + value) : bytes(hex('01 00 00 00 00 00 00'), value));
  const element = (id: number, content: Uint8Array) => bytes(0x42, id, size(content.length), content);
  const header = bytes(
    element(0x86, bytes(1)),
    element(0xf7, bytes(1)),
    element(0x82, bytes(docType)),
    element(0x87, bytes(4)),
  );
  return bytes(hex('1a 45 df a3'), size(header.length), header, hex('18 53 80 67 ff'));
}
