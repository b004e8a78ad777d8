import { useMessages } from './language.tsx';

/**
 * Renders a time for people and for programs, in UTC, which it names. The browser's script puts it into the reader's
 * zone.
 */
export function Time({ at }: { at: string }) {
  return <time datetime={at}>{useMessages().formats.dateTime(at)}</time>;
}
