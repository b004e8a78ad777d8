import { kibibytes } from '../../values/byte-size.ts';
import { viewOf } from '../../values/byte-view.ts';
import { findEndOfTags } from './audio-tag.ts';
import { hasCharacters, type Signature } from './signature.ts';

/** The bytes behind the tags that are searched for sound: encoders and editors leave zeros before the first frame. */
const searchedBytes = kibibytes(64);

/**
 * The bytes other than zeros that are skipped in a file without a tag. They are the rest of a frame, where a recording
 * was cut.
 */
const maxFrameBytes = kibibytes(4);

/**
 * True for MP3, found as players find it. The sound may follow tags, and zeros or the rest of a frame; it begins where
 * one frame follows another.
 *
 * @see ISO/IEC 11172-3, 2.4.1.3 and 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3
 */
export const isMp3: Signature = async (head, bytes) => {
  const start = await findEndOfTags(head, bytes);
  // Tags without any sound, or cut off within them: only MP3 begins like this.
  if (start > 0 && start >= bytes.size) return true;
  // Without a tag or zeros the first few KB decide, and nothing more is read.
  const isInHead = start === 0 && head[0] !== 0;
  const sound = isInHead ? head : viewOf(await bytes.read(start, start + searchedBytes));
  const first = sound.findIndex((byte) => byte !== 0);
  if (first < 0) return false;
  if (isOnlyFrame(sound, first) || isFreeFormat(sound, first)) return true;
  // A tag is proof enough to look further: some programs write its length wrong.
  const last = start === 0 ? first + maxFrameBytes : sound.length;
  for (let at = first; at < Math.min(last, sound.length); at++) {
    const next = nextFrame(sound, at);
    if (next !== undefined && next + 4 <= sound.length && isSameSound(sound, at, next) && nextFrame(sound, next))
      return true;
  }
  return false;
};

/** True for FLAC, also behind a tag of the kind that MP3 has. */
export const isFlac: Signature = async (head, bytes) => {
  const start = await findEndOfTags(head, bytes);
  return hasCharacters(viewOf(await bytes.read(start, start + 4)), 'fLaC');
};

const bitrates = {
  /** Kilobits a second, by the number in a frame's header. */
  mpeg1Layer3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg1Layer2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  mpeg2: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const samplesPerSecond = [44_100, 48_000, 32_000] as const;

/** True for a sound of one short frame, or one that was cut within its first. */
function isOnlyFrame(sound: Buffer, at: number): boolean {
  const next = nextFrame(sound, at);
  return next !== undefined && next + 4 > sound.length;
}

/** True for frames whose header states no length: the same header follows again. */
function isFreeFormat(sound: Buffer, at: number): boolean {
  const header = readHeader(sound, at);
  if (header?.bitrate !== 0) return false;
  const again = sound.indexOf(sound.subarray(at, at + 3), at + 24);
  return again > 0 && again <= at + maxFrameBytes;
}

/** Returns the end of the frame at `at`; `undefined` when its header states no length. */
function nextFrame(sound: Buffer, at: number): number | undefined {
  const header = readHeader(sound, at);
  if (header === undefined || header.bitrate === 0) return undefined;
  const { isMpeg1, isLayer3, bitrate, samples, padding } = header;
  const table = !isMpeg1 ? bitrates.mpeg2 : isLayer3 ? bitrates.mpeg1Layer3 : bitrates.mpeg1Layer2;
  const bytesPerKilobit = isLayer3 && !isMpeg1 ? 72_000 : 144_000;
  return at + Math.floor((bytesPerKilobit * (table[bitrate - 1] ?? 0)) / samples) + padding;
}

interface FrameHeader {
  readonly isMpeg1: boolean;
  readonly isLayer3: boolean;
  /** A place in a table of bit rates, from 1 on; 0: free. */
  readonly bitrate: number;
  /** Per second. */
  readonly samples: number;
  /** In bytes. */
  readonly padding: number;
}

/** Reads the header of a frame of layer III, or of layer II, which goes by the same name. */
function readHeader(sound: Buffer, at: number): FrameHeader | undefined {
  if (at + 4 > sound.length) return undefined;
  const bits = sound.readUInt32BE(at);
  const [version, layer, bitrate, rate] = [(bits >>> 19) & 3, (bits >>> 17) & 3, (bits >>> 12) & 15, (bits >>> 10) & 3];
  const samples = samplesPerSecond[rate];
  const isFrame = bits >>> 21 === 0x7ff && version !== 1 && (layer === 1 || layer === 2) && bitrate < 15;
  if (!isFrame || samples === undefined) return undefined;
  // 3 is MPEG-1; 2 has half of its rates, and 0, which is in no standard, a quarter.
  const slower = version === 3 ? 1 : version === 2 ? 2 : 4;
  return {
    isMpeg1: version === 3,
    isLayer3: layer === 1,
    bitrate,
    samples: samples / slower,
    padding: (bits >>> 9) & 1,
  };
}

/** True when version, layer and samples a second stay the same from frame to frame. */
function isSameSound(sound: Buffer, at: number, next: number): boolean {
  return ((sound.readUInt32BE(at) ^ sound.readUInt32BE(next)) & 0xfffe0c00) === 0;
}
