import crypto, { type Argon2Parameters, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { isShortEnough } from './password-length.ts';

/**
 * OWASP's first choice for argon2id and for scrypt, by memory (KiB), passes and lanes.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const scryptCost = { N: 2 ** 17, r: 8, p: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

// Not imported by its name, which a Node without it would refuse.
const { argon2 } = crypto;

/** True when the runtime has argon2. Node 24 has it where its OpenSSL has it; other runtimes use scrypt. */
const hasArgon2 = typeof argon2 === 'function';

/** The algorithm and cost of new password hashes. */
const [name, cost] = hasArgon2
  ? (['argon2id', [argon2Cost.memory, argon2Cost.passes, argon2Cost.parallelism]] as const)
  : (['scrypt', [scryptCost.N, scryptCost.r, scryptCost.p]] as const);

/**
 * A hash to compare with for a user without one. Comparing is as costly as with a real hash; making it costs nothing.
 */
const hashOfNoPassword = formatHash(randomBytes(saltBytes), randomBytes(hashBytes));

/** Returns a hash that names its algorithm and cost: `argon2id$m,t,p$salt$hash` or `scrypt$N,r,p$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return formatHash(salt, await derive(name, cost, salt, password));
}

/** True when a hash has another algorithm or other parameters than new hashes have. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(`${name}$${cost.join(',')}$`);
}

/**
 * Compares a password with a stored hash in constant time. Without a hash it takes as long, so that the time does not
 * reveal if there is such a user. A text that is longer than any password is wrong, and never normalised.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [algorithm = '', costs = '', salt = '', hash = ''] = (stored ?? hashOfNoPassword).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const isPossible = isShortEnough(password);
  const tried = isPossible ? password : '';
  const actual = await derive(algorithm, costs.split(',').map(Number), Buffer.from(salt, 'base64url'), tried);
  return timingSafeEqual(expected, actual) && stored !== undefined && isPossible;
}

function formatHash(salt: Buffer, hash: Buffer): string {
  return [name, cost.join(','), salt.toString('base64url'), hash.toString('base64url')].join('$');
}

async function derive(algorithm: string, costs: readonly number[], salt: Buffer, password: string): Promise<Buffer> {
  const [first = 0, second = 0, third = 0] = costs;
  const message = password.normalize('NFKC');
  if (algorithm === 'argon2id' && hasArgon2) {
    return deriveArgon2({
      message,
      nonce: salt,
      memory: first,
      passes: second,
      parallelism: third,
      tagLength: hashBytes,
    });
  }
  if (algorithm === 'scrypt')
    return deriveScrypt(message, salt, { N: first, r: second, p: third, maxmem: 256 * first * second });
  throw new Error(`A password hash names an algorithm that this Node does not have: ${algorithm}`);
}

function deriveArgon2(parameters: Argon2Parameters): Promise<Buffer> {
  return promisify(argon2)('argon2id', parameters);
}

function deriveScrypt(
  message: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number; maxmem: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(message, salt, hashBytes, cost, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
