import { minuteSeconds } from './duration.ts';

/** The units of relative times, with their minutes. A span is written in the largest unit that fits it. */
const units = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/**
 * Writes a time as seen from now, to the minute: "2 hours ago", "in 3 days", "now".
 *
 * @param seconds the span from now, negative for the past
 */
export function formatRelative(seconds: number, locale: string): string {
  const minutes = Math.round(seconds / minuteSeconds);
  const fitting = units.find(([, length]) => Math.abs(minutes) >= length);
  if (!fitting) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const [unit, length] = fitting;
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(minutes / length), unit);
}
