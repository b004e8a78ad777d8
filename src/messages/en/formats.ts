import { englishBytes } from '../../values/byte-size.ts';
import { formatsOf } from '../formats.ts';

/** The ways in which English writes values. */
export const formats = formatsOf(englishBytes);
