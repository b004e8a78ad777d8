import * as z from 'zod';
import { isDirect } from '../values/own-address.ts';

/** A CDN or another proxy that may stand between the clients and the app: who connects is not the client then. */
export interface ProxySettings {
  /** Absent: the proxy tells nothing that can be believed, and limits by network are off. */
  readonly clientAddress?: ClientAddressSettings;
}

/** How a proxy tells the client's address. */
export interface ClientAddressSettings {
  /** The header that has the address, in lower case. */
  readonly header: string;
  /** Of which the proxy sends one in {@link proxySecretHeader}: several while one takes the other's place. */
  readonly secrets: readonly string[];
}

/** The header in which the proxy sends its secret, as AWS's own examples call it. */
export const proxySecretHeader = 'x-origin-verify';

/** In place of a header's name: no proxy stands in front, although the address is a domain of one's own. */
const noProxy = 'none';

/** What `CLIENT_ADDRESS_HEADER` may say. */
export const clientAddressHeader = z
  .string()
  .regex(/^[\w-]+$/, `must be the name of a header such as CloudFront-Viewer-Address, or "${noProxy}"`)
  .toLowerCase()
  .refine((name) => !['forwarded', proxySecretHeader].includes(name), 'must be a header that has the address alone');

/**
 * Returns what may stand in front of the app, and how the client's address is told then; nothing at an address at which
 * clients connect to the app itself.
 * @param refuse is told what is missing
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
