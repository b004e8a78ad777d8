/**
 * A number of bytes as people read it: `812 bytes`, `48 kB`, `5.2 MB`, `5.37 GB`. Decimal units, as browsers and file
 * managers show them; pages and the browser's script share it.
 */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let amount = bytes / 1000;
  let unit = 0;
  // From 999.5 on the amount would be rounded to 1000 of the smaller unit.
  for (; amount >= 999.5 && unit < units.length - 1; unit++) amount /= 1000;
  return `${Number(amount.toFixed(Math.min(unit, 2)))} ${units[unit]}`;
}

const units = ['kB', 'MB', 'GB', 'TB'];
