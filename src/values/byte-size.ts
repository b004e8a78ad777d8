const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

export const kibibytes = (count: number): number => count * 1024;
export const mebibytes = (count: number): number => count * 1024 ** 2;
export const gibibytes = (count: number): number => count * 1024 ** 3;

/**
 * Formats a size for people, in the units of their file manager: `48 KB`, `1.5 GB`. Divides by 1024 so that a limit of
 * 5 GiB reads "5 GB".
 */
export function formatBytes(bytes: number): string {
  const exponent = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const rounded = round(bytes / 1024 ** exponent, exponent);
  // Just below a unit, rounding reaches the next one: 1 MB and not 1024 KB.
  if (rounded === 1024 && exponent < units.length - 1) return `1 ${units[exponent + 1]}`;
  return rounded === 1 && exponent === 0 ? '1 byte' : `${rounded} ${units[exponent]}`;
}

/** Formats two different sizes for one sentence: in bytes where they would read alike. */
export function formatBytesApart(one: number, other: number): readonly [string, string] {
  const [first, second] = [formatBytes(one), formatBytes(other)];
  if (first !== second || one === other) return [first, second];
  return [`${one.toLocaleString('en')} bytes`, `${other.toLocaleString('en')} bytes`];
}

function round(value: number, exponent: number): number {
  return value >= 100 || exponent === 0 ? Math.round(value) : Math.round(value * 10) / 10;
}
