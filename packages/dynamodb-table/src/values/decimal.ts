import { invalid } from '../dynamodb-error.ts';

/** A number as DynamoDB keeps it: ±d.ddd × 10^exponent, with up to 38 digits. */
export interface Decimal {
  readonly isNegative: boolean;
  /** The significant digits, without zeros at either end; empty for zero. */
  readonly digits: string;
  /** The power of ten of the first digit; 0 for zero. */
  readonly exponent: number;
}

const maxDigits = 38;
const maxExponent = 125;
const minExponent = -130;
const zero: Decimal = { isNegative: false, digits: '', exponent: 0 };
const syntax = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** What most numbers are: they stand for themselves. */
const plainInteger = /^(?:0|-?[1-9]\d{0,36})$/;

/**
 * Reads a number of a request.
 *
 * @throws DynamoDbError for text that is no number, and beyond 38 digits or 1E-130 to 9.99E+125. Source:
 *   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-numbers
 */
export function parseDecimal(text: string): Decimal {
  const match = syntax.exec(text);
  if (match === null) throw invalid(notNumeric(text));
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const all = whole + fraction;
  const first = all.search(/[1-9]/);
  if (first === -1) return zero;
  return checked({
    isNegative: sign === '-',
    digits: all.slice(first).replace(/0+$/, ''),
    exponent: whole.length - 1 - first + Number(power),
  });
}

/** Returns the shortest text of a request's number, without an exponent, as DynamoDB answers it. */
export function normalizeNumber(text: string): string {
  return plainInteger.test(text) ? text : formatDecimal(parseDecimal(text));
}

export function formatDecimal({ isNegative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  return (isNegative ? '-' : '') + formatMagnitude(digits, exponent);
}

/** Returns a negative number, zero or a positive number, as for sorting. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const [sign, otherSign] = [signOf(one), signOf(other)];
  if (sign !== otherSign) return sign - otherSign;
  if (one.exponent !== other.exponent) return sign * (one.exponent - other.exponent);
  return one.digits === other.digits ? 0 : one.digits < other.digits ? -sign : sign;
}

/**
 * Adds two numbers.
 *
 * @throws DynamoDbError when the sum is beyond the limits of a number
 */
export function addDecimals(one: Decimal, other: Decimal): Decimal {
  if (one.digits === '') return other;
  if (other.digits === '') return one;
  const unit = Math.min(unitOf(one), unitOf(other));
  const sum = scaled(one, unit) + scaled(other, unit);
  if (sum === 0n) return zero;
  const digits = String(sum < 0n ? -sum : sum);
  return checked({
    isNegative: sum < 0n,
    digits: digits.replace(/0+$/, ''),
    exponent: digits.length - 1 + unit,
  });
}

export function negateDecimal(value: Decimal): Decimal {
  return value.digits === '' ? value : { ...value, isNegative: !value.isNegative };
}

function checked(value: Decimal): Decimal {
  const { digits, exponent } = value;
  if (exponent > maxExponent)
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (exponent < minExponent)
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (digits.length > maxDigits) throw invalid('Attempting to store more than 38 significant digits in a Number');
  return value;
}

function notNumeric(text: string): string {
  const sentence = 'The parameter cannot be converted to a numeric value';
  return text === '' ? sentence : `${sentence}: ${text}`;
}

function formatMagnitude(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, '0');
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function signOf({ isNegative, digits }: Decimal): number {
  return digits === '' ? 0 : isNegative ? -1 : 1;
}

/** Returns the power of ten of the last digit. */
function unitOf({ digits, exponent }: Decimal): number {
  return exponent - digits.length + 1;
}

function scaled(value: Decimal, unit: number): bigint {
  const magnitude = BigInt(value.digits + '0'.repeat(unitOf(value) - unit));
  return value.isNegative ? -magnitude : magnitude;
}
