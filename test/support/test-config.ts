import { type Config, readConfig } from '../../src/config.ts';

/** Bucket and table of a test share the machine with it, and are not out because that is busy. */
const patience = { bucketTimeoutMs: 20_000, tableTimeoutMs: 20_000 };

/** A configuration as the environment would give it, with these parts. */
export function testConfig(parts: Partial<Config>): Config {
  return { ...readConfig({}), sessionSecrets: ['a-secret-for-tests-that-is-long-enough'], ...patience, ...parts };
}
