import type { Config } from '../../src/config.ts';
import { type Check, cannotTell, ok } from '../../src/health/finding.ts';

/** Checks that the app knows the addresses of its clients, so that it can limit each network separately. */
export function clientAddressesAreKnown({ proxy }: Pick<Config, 'proxy'>): Check {
  return {
    name: 'client addresses',
    async ask() {
      if (!proxy) return ok('of the connection');
      if (proxy.clientAddress) return ok(`of the header ${proxy.clientAddress.header}, with a secret`);
      return cannotTell(
        'CLIENT_ADDRESS_HEADER is not set here. If the deployment lacks it too, limits by network are off: ' +
          'docs/operations.md says under "A CDN or a proxy in front" how to set it.',
      );
    },
  };
}
