import { type ByteWords, formatBytes, formatBytesApart } from '../values/byte-size.ts';
import { formatRelative } from '../values/relative-time.ts';

/** The forms of a phrase for different numbers, by CLDR's plural categories; `other` is for all that are left out. */
export type PluralForms = { readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & {
  readonly other: string;
};

/** The ways in which a language writes values. */
export interface Formats {
  /** The words for sizes, for the browser's script. */
  readonly byteWords: ByteWords;
  /** Writes a number with the language's digits and separators. */
  number(value: number): string;
  /** Writes a size for people: `1.5 GB`. */
  bytes(bytes: number): string;
  /** Writes two different sizes so that they differ. */
  bytesApart(one: number, other: number): readonly [string, string];
  /** Writes "a, b and c". */
  list(items: readonly string[]): string;
  /** Writes "a, b or c". */
  choice(items: readonly string[]): string;
  /** Returns the phrase for a number; `#` in it stands for the number. */
  plural(count: number, forms: PluralForms): string;
  /** Writes a time of ISO 8601 as date and time of day in UTC, which it names. */
  dateTime(iso: string): string;
  /** Writes a time as seen from now, such as "2 hours ago". Negative seconds are in the past. */
  relative(seconds: number): string;
}

/** How times are written. `dateStyle` and `timeStyle` cannot name the zone. */
const dateTimeOptions: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
};

/** Returns the formats of a language. `Intl` knows everything but the words for bytes. */
export function formatsOf(byteWords: ByteWords): Formats {
  const { locale } = byteWords;
  const listOf = (type: Intl.ListFormatType, items: readonly string[]) =>
    new Intl.ListFormat(locale, { type }).format(items);
  return {
    byteWords,
    // With all of its decimals: a step of 0.0001 is not 0.
    number: (value) => value.toLocaleString(locale, { maximumFractionDigits: 20 }),
    bytes: (bytes) => formatBytes(bytes, byteWords),
    bytesApart: (one, other) => formatBytesApart(one, other, byteWords),
    list: (items) => listOf('conjunction', items),
    choice: (items) => listOf('disjunction', items),
    plural: (count, forms) => {
      const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
      return form.replace('#', count.toLocaleString(locale));
    },
    dateTime: (iso) => new Intl.DateTimeFormat(locale, dateTimeOptions).format(new Date(iso)),
    relative: (seconds) => formatRelative(seconds, locale),
  };
}
