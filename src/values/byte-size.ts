/** The words of a language for sizes. */
export interface ByteWords {
  /** The locale whose digits and separators the numbers have. */
  readonly locale: string;
  /** The word for one byte. */
  readonly byte: string;
  /** The units: bytes, and each the 1,024-fold of the one before. */
  readonly units: readonly [bytes: string, kilo: string, mega: string, giga: string, tera: string];
}

/** The words of English, for everything that is no page. British: no comma before "and", and days before months. */
export const englishBytes: ByteWords = { locale: 'en-GB', byte: 'byte', units: ['bytes', 'KB', 'MB', 'GB', 'TB'] };

export const kibibytes = (count: number): number => count * 1024;
export const mebibytes = (count: number): number => count * 1024 ** 2;
export const gibibytes = (count: number): number => count * 1024 ** 3;

/**
 * Formats a size for people, in the units of their file manager: `48 KB`, `1.5 GB`. Divides by 1024 so that a limit of
 * 5 GiB reads "5 GB". A no-break space keeps number and unit on one line.
 */
export function formatBytes(bytes: number, { locale, byte, units }: ByteWords): string {
  const exponent = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const rounded = round(bytes / 1024 ** exponent, exponent);
  // Just below a unit, rounding reaches the next one: 1 MB and not 1024 KB.
  if (rounded === 1024 && exponent < units.length - 1) return inUnit(write(1, locale), units[exponent + 1]);
  return inUnit(write(rounded, locale), rounded === 1 && exponent === 0 ? byte : units[exponent]);
}

/** Formats two different sizes for one sentence: in bytes where they would read alike. */
export function formatBytesApart(
  one: number,
  other: number,
  words: ByteWords = englishBytes,
): readonly [string, string] {
  const [first, second] = [formatBytes(one, words), formatBytes(other, words)];
  if (first !== second || one === other) return [first, second];
  const inBytes = (bytes: number) => inUnit(bytes.toLocaleString(words.locale), words.units[0]);
  return [inBytes(one), inBytes(other)];
}

function inUnit(number: string, unit = ''): string {
  return `${number}\u00a0${unit}`;
}

function round(value: number, exponent: number): number {
  return value >= 100 || exponent === 0 ? Math.round(value) : Math.round(value * 10) / 10;
}

function write(value: number, locale: string): string {
  return value.toLocaleString(locale, { useGrouping: false });
}
