import { type HeadSignature, hasCharacters } from './signature.ts';

/**
 * True for the family of MP4, M4A, M4V, MOV and 3GP. Such a file has a file type box of any brand but a picture's, or
 * none, as QuickTime and recorders write it. Only the tracks distinguish the members of the family, and programs open
 * each under the name of any other.
 *
 * @see https://mp4ra.org/registered-types/brands
 * @see https://developer.apple.com/documentation/quicktime-file-format (basic atoms)
 */
export const isIsoMedia: HeadSignature = (head, { size }) => {
  const brands = readBrands(head, size);
  return brands === undefined ? beginsWithBox(head, size) : !isPictureBrand(brands.major);
};

/** True for files with sound alone, as iTunes and phones mark them. */
export const isSoundOnly: HeadSignature = (head, { size }) => /^M4[AB] $/.test(readBrands(head, size)?.major ?? '');

/** True for files with QuickTime's own brand, and for those from before there were brands. */
export const isQuickTime: HeadSignature = (head, { size }) =>
  (readBrands(head, size) ?? { major: beginsWithBox(head, size) ? 'qt  ' : '' }).major === 'qt  ';

/**
 * True for pictures that are coded as HEVC, single or in sequences, by the major brand or a compatible one. A file that
 * says only that it is a picture in this container counts as one of these.
 *
 * @see https://nokiatech.github.io/heif/technical.html (brands)
 */
export const isHeic: HeadSignature = (head, { size }) => {
  const brands = readBrands(head, size);
  if (brands === undefined) return false;
  return brands.all.some(isHevcBrand) || (isGenericBrand(brands.major) && !brands.all.some(isAvifBrand));
};

/**
 * True for AVIF.
 * @see https://aomediacodec.github.io/av1-avif/#brands-overview (one of two brands is compatible in each)
 */
export const isAvif: HeadSignature = (head, { size }) => readBrands(head, size)?.all.some(isAvifBrand) ?? false;

interface Brands {
  readonly major: string;
  /** The major brand and the compatible ones. */
  readonly all: readonly string[];
}

/** Returns the brands in the file type box. A box that is longer than its file is none: "ftyp" may stand in a text. */
function readBrands(head: Buffer, fileBytes: number): Brands | undefined {
  if (head.length < 12 || !hasCharacters(head, 'ftyp', 4)) return undefined;
  const boxBytes = head.readUInt32BE(0);
  if (boxBytes < 12 || boxBytes > fileBytes) return undefined;
  const major = head.toString('latin1', 8, 12);
  const compatible = head.toString('latin1', 16, boxBytes).match(/.{4}/gs) ?? [];
  return { major, all: [major, ...compatible] };
}

const isHevcBrand = (brand: string) => /^(he(ic|ix|im|is|vc|vx|vm|vs)|MiH[EB])$/.test(brand);
const isAvifBrand = (brand: string) => /^avi[fs]$/.test(brand);
const isGenericBrand = (brand: string) => /^(mif[12]|msf1|miaf)$/.test(brand);

/** True for the brands of pictures, camera raw included, in any coding. */
function isPictureBrand(brand: string): boolean {
  const isOther = /^(avc[is]|j2k[ip]|j2is|jp[2mx] |jpe?g[s ]?|jxl |vvi[cs]|evb[is]|1pic|crx |MiAC|MiPr)$/.test(brand);
  return isOther || [isHevcBrand, isAvifBrand, isGenericBrand].some((isOne) => isOne(brand));
}

/** The types of the first box in films without a file type box. */
const firstBoxes = ['moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'moof', 'sidx'];

function beginsWithBox(head: Buffer, fileBytes: number): boolean {
  if (head.length < 8 || !firstBoxes.includes(head.toString('latin1', 4, 8))) return false;
  const boxBytes = head.readUInt32BE(0);
  // 0 marks a box up to the end of the file, 1 a box whose length has 64 bits.
  return boxBytes < 2 || (boxBytes >= 8 && boxBytes <= fileBytes);
}
