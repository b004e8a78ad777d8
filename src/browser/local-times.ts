import { daySeconds } from '../values/duration.ts';
import { formatRelative } from '../values/relative-time.ts';

/** The days around now in which a time is written as seen from now. */
const recentDays = 7;

/** Tags such as `en-GB`, and none such as `en-US@posix` (RFC 5646, section 2.1). */
const wellFormed = /^[a-z]+(?:-[a-z0-9]+)*$/i;

/** Writes every time of the page in the reader's zone, near ones as seen from now. The full time is in their titles. */
export function showLocalTimes(now: number): void {
  const { lang } = document.documentElement;
  // The reader's own region, where it is one of the page's language. Some systems name tags that `Intl` refuses.
  const region = navigator.languages.find((tag) => tag.startsWith(lang) && wellFormed.test(tag)) ?? lang;
  // The digits of the other numbers of the page; in Egypt and elsewhere the browser's own are others.
  const locale = `${new Intl.Locale(region, { numberingSystem: 'latn' })}`;
  const fullTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of document.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    const seconds = (at.getTime() - now) / 1000;
    time.title = fullTime.format(at);
    time.textContent = Math.abs(seconds) < recentDays * daySeconds ? formatRelative(seconds, locale) : time.title;
  }
}
