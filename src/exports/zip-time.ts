/** The times that DOS can write, in seconds since 1970: 1980 to 2107. */
const firstDosSecond = Date.UTC(1980, 0, 1) / 1000;
const lastDosSecond = Date.UTC(2107, 11, 31, 23, 59, 58) / 1000;

/**
 * Returns a time as ZIP records have it: time of day in the lower 16 bits, date in the upper.
 * It has no zone and is written in UTC; programs that read the extended timestamp know the exact time.
 */
export function dosTime(seconds: number): number {
  const time = new Date(Math.min(Math.max(seconds, firstDosSecond), lastDosSecond) * 1000);
  const day = (time.getUTCFullYear() - 1980) * 512 + (time.getUTCMonth() + 1) * 32 + time.getUTCDate();
  const clock = time.getUTCHours() * 2048 + time.getUTCMinutes() * 32 + Math.floor(time.getUTCSeconds() / 2);
  return day * 0x10000 + clock;
}

/** True for a time that fits into the signed 32 bits of an extended timestamp: 1970 to 2038. */
export function fitsTimestamp(seconds: number): boolean {
  return seconds >= 0 && seconds < 2 ** 31;
}
