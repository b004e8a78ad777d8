import { type Config, readConfig } from '../../src/config.ts';
import { patienceMs } from './environment.ts';

/** A configuration as the environment would give it, with these parts. */
export function testConfig(parts: Partial<Config>): Config {
  return {
    ...readConfig({}),
    sessionSecrets: ['a-secret-for-tests-that-is-long-enough'],
    bucketTimeoutMs: patienceMs,
    tableTimeoutMs: patienceMs,
    ...parts,
  };
}
