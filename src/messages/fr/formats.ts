import { formatsOf } from '../formats.ts';

/** The ways in which French writes values. */
export const formats = formatsOf({ locale: 'fr', byte: 'octet', units: ['octets', 'Ko', 'Mo', 'Go', 'To'] });
