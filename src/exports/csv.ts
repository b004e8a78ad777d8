import { stringify } from 'csv-stringify/sync';

/** A value of a cell. */
export type Cell = string | number | boolean | null;

/** The byte order mark, by which Excel knows UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * Returns rows as lines of CSV (RFC 4180). No text is a formula to a spreadsheet: one that looks like it begins
 * with an apostrophe. Numbers stay numbers.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(withoutFormula)),
    { record_delimiter: 'windows', escape_formulas: true, cast: { boolean: String } },
  );
}

/**
 * Puts an apostrophe before texts that `escape_formulas` lets pass and some spreadsheets evaluate. They begin with blanks
 * before a formula, or with the signs of DDE and percentages.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function withoutFormula(cell: Cell): Cell {
  return typeof cell === 'string' && /^[\s\p{Cf}]+[=+\-@＝＋－＠|%]|^[|%\n\r]/u.test(cell) ? `'${cell}` : cell;
}
