import * as z from 'zod';
import { isDirect } from '../values/own-address.ts';

/** A CDN or another proxy between the clients and the app: connections then come from the proxy. */
export interface ProxySettings {
  /** Absent: the proxy passes on no address that the app can trust, and limits by network are off. */
  readonly clientAddress?: ClientAddressSettings;
}

/** The way in which a proxy passes on the client's address. */
export interface ClientAddressSettings {
  /** The header that has the address, in lower case. */
  readonly header: string;
  /** The secrets, of which the proxy sends one in {@link proxySecretHeader}; several during a rotation. */
  readonly secrets: readonly string[];
}

/** The header in which the proxy sends its secret, named as in AWS's own examples. */
export const proxySecretHeader = 'x-origin-verify';

/** A value in place of a header's name: no proxy stands in front, although the address is a custom domain. */
const noProxy = 'none';

/** The schema of `CLIENT_ADDRESS_HEADER`. */
export const clientAddressHeader = z
  .string()
  .regex(/^[\w-]+$/, `must be the name of a header such as CloudFront-Viewer-Address, or "${noProxy}"`)
  .toLowerCase()
  .refine((name) => !['forwarded', proxySecretHeader].includes(name), 'must be a header that has the address alone');

/**
 * Returns the settings of the proxy in front of the app. `undefined` at an address where clients connect to the app
 * itself.
 * @param refuse throws an error with a sentence that names the missing variable
 */
export function readProxy(
  { publicUrl, header, secrets }: { publicUrl: string; header?: string | undefined; secrets?: string[] | undefined },
  refuse: (problem: string) => never,
): ProxySettings | undefined {
  if (header !== undefined && header !== noProxy) {
    if (!secrets) return refuse('CDN_SECRET: must be set too, for CLIENT_ADDRESS_HEADER');
    return { clientAddress: { header, secrets } };
  }
  if (secrets) return refuse('CLIENT_ADDRESS_HEADER: must name a header too, for CDN_SECRET');
  return header === noProxy || isDirect(publicUrl) ? undefined : {};
}
