import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { type ClientAddressSettings, proxySecretHeader } from '../http/proxy-settings.ts';
import { isSameSecret } from '../values/hash.ts';

/** CloudFront's own header, which has a port behind the address, without brackets around an IPv6 address. */
const withPort = 'cloudfront-viewer-address';
/** The list to which each proxy adds its peer, behind any entries that the client itself may have written. */
const list = 'x-forwarded-for';

/**
 * Determines the client's address, for limits by network and for the list of sessions; `undefined` when unknown. It
 * ignores every header that a client can write: a header of the proxy counts with its secret only.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html
 */
export function clientAddress({ proxy }: Pick<Dependencies, 'proxy'>): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const peer = addressIn(c.env?.clientAddress);
    c.set('clientAddress', proxy ? addressFromProxy(c, proxy.clientAddress, peer) : peer);
    return next();
  };
}

function addressFromProxy(
  c: Context<AppEnv>,
  settings: ClientAddressSettings | undefined,
  peer: string | undefined,
): string | undefined {
  const secret = c.req.header(proxySecretHeader);
  if (!settings || secret === undefined) return undefined;
  if (!settings.secrets.some((known) => isSameSecret(known, secret))) return undefined;
  const value = c.req.header(settings.header);
  if (settings.header === list) return lastButPeer(value, peer);
  return addressIn(settings.header === withPort ? value?.replace(/:\d{1,5}$/, '') : value);
}

/**
 * Returns the last address but one. API Gateway adds its peer, the proxy, behind the client that the proxy has added.
 */
function lastButPeer(value: string | undefined, peer: string | undefined): string | undefined {
  const addresses = value?.split(',').map(addressIn) ?? [];
  if (addresses.length > 1 && peer !== undefined && addresses.at(-1) === peer) addresses.pop();
  return addresses.at(-1);
}

/** Returns the address in a text that may have a port behind it. API Gateway writes some so after mutual TLS. */
function addressIn(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const { inside } = /^\[(?<inside>[^\]]*)\](?::\d{1,5})?$/.exec(trimmed)?.groups ?? {};
  const address = inside ?? trimmed.replace(/^(?<four>[\d.]+):\d{1,5}$/, '$<four>');
  return isIP(address) === 0 ? undefined : address;
}
