/**
 * True when a number lies a whole number of steps from `start`, by its decimals. 0.3 is three steps of 0.1 from zero,
 * although the doubles of that name are not.
 */
export function isOnStep(value: number, step: number, start = 0): boolean {
  if (!Number.isFinite(value)) return false;
  const [from, to, by] = [toDecimal(start), toDecimal(value), toDecimal(step)];
  const scale = Math.max(from.scale, to.scale, by.scale);
  const scaled = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return (scaled(to) - scaled(from)) % scaled(by) === 0n;
}

/** A decimal number: `digits` times 10 to the power of `-scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Returns the shortest decimal that reads as this double. */
function toDecimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}
