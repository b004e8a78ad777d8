import { daySeconds, hourSeconds, minuteSeconds } from './duration.ts';

/** The units of relative times, with their seconds; a span is written in the largest unit that fits it. */
const units = [
  ['day', daySeconds],
  ['hour', hourSeconds],
  ['minute', minuteSeconds],
] as const;

/**
 * Writes a time as seen from now: "2 hours ago", "in 3 days", "now".
 *
 * @param seconds the span from now, negative for the past
 */
export function formatRelative(seconds: number, locale: string): string {
  const [unit, unitSeconds] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [
    'second',
    Number.POSITIVE_INFINITY,
  ];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / unitSeconds), unit);
}
