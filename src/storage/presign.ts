import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { percentEncode } from '../values/percent-encoding.ts';
import type { BucketClient } from './bucket-client.ts';
import { type PresignedRequest, signedRequestLifetimeSeconds, stableSeconds } from './presigned-request.ts';

/** One request to the bucket that a client will send. */
export interface RequestToSign<Method> {
  readonly method: Method;
  readonly key: string;
  readonly query?: Record<string, string>;
  /** The headers, all of which the signature binds. */
  readonly headers?: Record<string, string>;
  /** True for an address that stays the same for `stableSeconds`, so that browsers find what they have kept of it. */
  readonly isStable?: boolean;
}

/** Signs one request; see `createPresign`. */
export type Presign = <Method extends PresignedRequest['method']>(
  request: RequestToSign<Method>,
) => Promise<PresignedRequest<Method>>;

/**
 * Signs requests with the SDK's own presigner, with all headers bound. By default it would leave the content type
 * unsigned and move checksums and tags into the query, where S3 does not enforce them. `content-length` is bound too,
 * but browsers send it themselves and forbid setting it, so it is missing from the returned headers.
 */
export function createPresign(client: BucketClient, clock: () => Date): Presign {
  const presigner = new S3RequestPresigner({ ...client.s3.config });
  const { address } = client;
  const basePath = address.pathname.replace(/\/$/, '');
  return async ({ method, key, query = {}, headers = {}, isStable = false }) => {
    const signingDate = isStable ? windowStart(clock()) : clock();
    const names = Object.keys(headers);
    const signed = await presigner.presign(
      {
        method,
        protocol: address.protocol,
        hostname: address.hostname,
        ...(address.port && { port: Number(address.port) }),
        path: `${basePath}/${key}`,
        query,
        headers: { host: address.host, ...headers },
      },
      {
        expiresIn: signedRequestLifetimeSeconds,
        signingDate,
        signableHeaders: new Set(['host', ...names]),
        unhoistableHeaders: new Set(names),
      },
    );
    const { 'content-length': _sentByTheBrowser, ...headersToSend } = headers;
    return {
      method,
      url: `${address.origin}${basePath}/${key}?${formatQuery(signed.query)}`,
      headers: headersToSend,
      expiresAt: secondsAfter(signingDate, signedRequestLifetimeSeconds),
      ...(isStable && { isStable }),
    };
  };
}

/** Returns the time rounded down to windows of `stableSeconds`: all that is signed in one gets the same signature. */
function windowStart(time: Date): Date {
  const windowMs = stableSeconds * 1000;
  return new Date(Math.floor(time.getTime() / windowMs) * windowMs);
}

function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

/** Writes a query as SigV4's canonical query requires it. */
function formatQuery(query: Record<string, string | string[] | null> = {}): string {
  return Object.entries(query)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value ?? ''))}`)
    .join('&');
}
