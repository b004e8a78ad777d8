/**
 * A number of bytes as people read it: `812 bytes`, `48 kB`, `5.2 MB`, `5.37 GB`. Decimal units, as browsers and file
 * managers show them; pages and the browser's script share it.
 */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let amount = bytes;
  let unit = -1;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
    // 999,999 bytes would read "1000 kB".
    if (amount >= 999.5 && unit < units.length - 1) amount = 1000;
  }
  return `${Number(amount.toFixed(Math.min(unit, 2)))} ${units[unit]}`;
}

const units = ['kB', 'MB', 'GB', 'TB'];
