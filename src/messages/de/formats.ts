import { formatsOf } from '../formats.ts';

/** The ways in which German writes values. */
export const formats = formatsOf({ locale: 'de', byte: 'Byte', units: ['Byte', 'KB', 'MB', 'GB', 'TB'] });
