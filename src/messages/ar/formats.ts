import { formatsOf } from '../formats.ts';

/**
 * The ways in which Arabic writes values. The digits are named, because browsers disagree on those of `ar`, and a page
 * has numbers of the app beside numbers of the browser.
 */
export const formats = formatsOf({
  locale: 'ar-u-nu-latn',
  byte: 'بايت',
  units: ['بايت', 'كيلوبايت', 'ميغابايت', 'غيغابايت', 'تيرابايت'],
});
