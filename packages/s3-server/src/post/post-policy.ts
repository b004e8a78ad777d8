import { S3Error } from '../s3-error.ts';

/** A condition on a form field, by its lower-case name. */
interface FieldCondition {
  readonly operator: 'eq' | 'starts-with';
  readonly field: string;
  readonly value: string;
}

/**
 * The permissions of a signed form. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export interface PostPolicy {
  readonly expiration: Date;
  readonly conditions: readonly FieldCondition[];
  /** The smallest and largest size of the file in bytes, both inclusive. */
  readonly minBytes: number;
  readonly maxBytes: number;
}

const maxPostBytes = 5 * 1024 ** 3;
/** Fields that need no condition: they are the signature, or documented as ignored. */
const unconditional = /^(x-amz-signature|policy|file|x-ignore-.*)$/;

/** Reads a policy from its base64. @throws S3Error InvalidPolicyDocument */
export function readPolicy(base64: string): PostPolicy {
  const policy = parseJson(Buffer.from(base64, 'base64').toString('utf8'));
  if (!isObject(policy)) throw invalid('it is not a JSON object.');
  const { expiration, conditions, ...rest } = policy;
  if (typeof expiration !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(expiration))
    throw invalid('expiration is missing or no date.');
  if (!Array.isArray(conditions) || Object.keys(rest).length > 0)
    throw invalid('conditions are missing, or there is an unknown member.');
  const date = new Date(expiration);
  if (Number.isNaN(date.getTime())) throw invalid('expiration is no date.');
  let [minBytes, maxBytes] = [0, maxPostBytes];
  const fields: FieldCondition[] = [];
  for (const condition of conditions as unknown[]) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      const range = readSizes(condition);
      [minBytes, maxBytes] = [Math.max(minBytes, range.min), Math.min(maxBytes, range.max)];
    } else {
      fields.push(readCondition(condition));
    }
  }
  return { expiration: date, conditions: fields, minBytes, maxBytes };
}

/**
 * Checks a form against its policy: every condition holds, and every field has one.
 * @throws S3Error AccessDenied
 */
export function requirePolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: Date): void {
  if (now >= policy.expiration) throw denied('Policy expired.');
  for (const { operator, field, value } of policy.conditions) {
    const given = fields.get(field) ?? '';
    if (operator === 'eq' ? given !== value : !given.startsWith(value)) {
      throw denied(`Policy Condition failed: ${JSON.stringify([operator, `$${field}`, value])}`);
    }
  }
  const covered = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...fields.keys()].filter((field) => !covered.has(field) && !unconditional.test(field));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

function readCondition(condition: unknown): FieldCondition {
  if (Array.isArray(condition)) {
    const [operator, name, value, ...rest] = condition as unknown[];
    if (
      (operator !== 'eq' && operator !== 'starts-with') ||
      typeof name !== 'string' ||
      !name.startsWith('$') ||
      typeof value !== 'string' ||
      rest.length > 0
    ) {
      throw invalid('a condition is not [operator, $field, value].');
    }
    return { operator, field: name.slice(1).toLowerCase(), value };
  }
  const [entry, second] = isObject(condition) ? Object.entries(condition) : [];
  if (!entry || second || typeof entry[1] !== 'string') throw invalid('a condition is not {field: value}.');
  return { operator: 'eq', field: entry[0].toLowerCase(), value: entry[1] };
}

function readSizes([, min, max, ...rest]: readonly unknown[]): { min: number; max: number } {
  const sizes = { min: Number(min), max: Number(max) };
  if (
    !Number.isSafeInteger(sizes.min) ||
    !Number.isSafeInteger(sizes.max) ||
    sizes.min < 0 ||
    sizes.min > sizes.max ||
    rest.length > 0
  ) {
    throw invalid('content-length-range is not two sizes in order.');
  }
  return sizes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('it is not JSON.');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): S3Error {
  return new S3Error('InvalidPolicyDocument', `Invalid Policy: ${reason}`);
}

function denied(reason: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${reason}`);
}
