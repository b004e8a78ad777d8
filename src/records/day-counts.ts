/** What a counter counts by day: submissions that came in, those that entered a state, and all other events. */
export type DayCount = 'sent' | 'entered' | 'seen';

/** The days for which a counter keeps its numbers by day. */
export const countedDays = 30;

/** Returns the attribute in which a counter has its number of a day (UTC), such as `entered20261129`. */
export function dayAttribute(name: DayCount, at: string): string {
  return `${name}${at.slice(0, 10).replaceAll('-', '')}`;
}

/** Returns the sum of a counter's numbers from a day on. */
export function sumSince(item: Readonly<Record<string, unknown>>, name: DayCount, from: string): number {
  const first = dayAttribute(name, from);
  const days = Object.entries(item).filter(([attribute]) => isDay(attribute, name) && attribute >= first);
  return days.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Returns the attributes of a counter for days before one. */
export function attributesBefore(item: Readonly<Record<string, unknown>>, before: string): string[] {
  return (['sent', 'entered', 'seen'] as const).flatMap((name) =>
    Object.keys(item).filter((attribute) => isDay(attribute, name) && attribute < dayAttribute(name, before)),
  );
}

const isDay = (attribute: string, name: DayCount) =>
  attribute.startsWith(name) && /^\d{8}$/.test(attribute.slice(name.length));
