import { type Config, InvalidConfig } from '../../src/config.ts';
import { type Check, ok, wrong } from '../../src/health/finding.ts';
import { isThisMachine } from '../../src/values/own-address.ts';
import { isTooOld, oldestNode } from '../node-version.ts';

/** Checks that the variables are valid and lead to safe places. */
export function variables(config: Config | InvalidConfig): Check {
  return {
    name: 'variables',
    async ask() {
      if (config instanceof InvalidConfig) {
        return wrong(config.message, 'Set the variable as it says; README.md lists them all under "Configure".');
      }
      const { protocol, hostname } = new URL(config.publicUrl);
      if (protocol === 'http:' && !isThisMachine(hostname)) {
        const fix = 'Put the app behind https and name that address: PUBLIC_URL=https://…';
        return wrong(`PUBLIC_URL is ${config.publicUrl}: sessions and files would cross the network unencrypted.`, fix);
      }
      return ok(`${config.publicUrl}, bucket ${config.bucketName}, table ${config.tableName}, ${config.region}`);
    },
  };
}

/**
 * Checks that the app runs on this Node.
 *
 * @param version as `process.versions.node` gives it, such as `24.21.0`
 */
export function runtimeVersion(version: string = process.versions.node): Check {
  return {
    name: 'runtime',
    async ask() {
      if (!isTooOld(version)) return ok(`Node ${version}`);
      return wrong(`This is Node ${version}.`, `Install Node ${oldestNode} or newer.`);
    },
  };
}
