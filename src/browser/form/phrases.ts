import type { PluralForms } from '../../messages/formats.ts';
import type { Messages } from '../../messages/messages.ts';
import { type ByteWords, formatBytes } from '../../values/byte-size.ts';
import { isolate } from '../../values/isolate.ts';

/** The texts for the script, which the page carries in its language. */
export interface PageTexts {
  readonly byteWords: ByteWords;
  readonly texts: Messages['pages']['uploads'];
}

/** The name of one of the texts. */
export type TextName = keyof PageTexts['texts'];

/** The values of a text, by their names in it. Numbers are written as the language writes them. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Puts texts and values into the words of the page. */
export interface Phrases {
  /** Returns a text with its values. `name` is a file's, and keeps its direction to itself. */
  say(text: TextName, values?: TextValues): string;
  bytes(count: number): string;
  /** Writes a share, from 0 to 100. */
  percent(share: number): string;
  /** Writes a duration for people: rounded, so that it does not flicker. */
  duration(seconds: number): string;
}

/** Reads the texts of a form's page. */
export function readPhrases({ dataset }: HTMLElement): Phrases {
  // `views/form-page.tsx` writes it.
  return createPhrases(JSON.parse(dataset.texts ?? '') as PageTexts);
}

/** Creates phrases from a page's texts. */
export function createPhrases({ texts, byteWords }: PageTexts): Phrases {
  const { locale } = byteWords;
  const inUnit = (value: number, unit: string) =>
    value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'short' });
  const formOf = (text: string | PluralForms, count: unknown) =>
    typeof text === 'string' ? text : (text[new Intl.PluralRules(locale).select(Number(count))] ?? text.other);

  return {
    say: (text, values = {}) =>
      formOf(texts[text], values.count).replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name] ?? '';
        return name === 'name' ? isolate(`${value}`) : value.toLocaleString(locale);
      }),
    bytes: (count) => formatBytes(count, byteWords),
    percent: (share) => (share / 100).toLocaleString(locale, { style: 'percent' }),
    duration(seconds) {
      if (seconds < 60) return inUnit(Math.max(1, Math.ceil(seconds)), 'second');
      const minutes = Math.ceil(seconds / 60);
      if (minutes < 60) return inUnit(minutes, 'minute');
      return `${inUnit(Math.floor(minutes / 60), 'hour')} ${inUnit(minutes % 60, 'minute')}`;
    },
  };
}
