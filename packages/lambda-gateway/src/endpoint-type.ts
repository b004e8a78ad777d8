import { randomBytes, randomUUID } from 'node:crypto';
import { functionUrlErrors, type GatewayErrors, httpApiErrors } from './gateway-error.ts';

/** The differences between AWS's two HTTP endpoints of a function. */
export interface EndpointType {
  /** True when `rawPath` comes decoded. */
  decodesPath: boolean;
  /** The name in `requestContext`, where it differs from the client's `Host`. */
  domainName: string | undefined;
  /** True when there are an integration timeout and a body limit besides Lambda's own. */
  hasGatewayLimits: boolean;
  /** The function's own timeout where the caller sets none. */
  defaultTimeoutMs: number;
  errors: GatewayErrors;
  /** The content type of a result that has a status and a body but no type. */
  defaultContentType: string;
  /** The response header with the request's id. */
  requestIdHeader: string;
  newRequestId(): string;
}

/**
 * An HTTP API. It labels a body without a type as text (https://github.com/quarkusio/quarkus/issues/15909); its ids
 * look like `JKJaXmPLvHcESHA=`.
 */
export const httpApi: EndpointType = {
  decodesPath: true,
  domainName: undefined,
  hasGatewayLimits: true,
  defaultTimeoutMs: 29_000, // ends before the integration timeout of 30 s
  errors: httpApiErrors,
  defaultContentType: 'text/plain;charset=UTF-8',
  requestIdHeader: 'apigw-requestid',
  newRequestId: () => randomBytes(11).toString('base64url').concat('='),
};

/** A function URL. Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export const functionUrl: EndpointType = {
  decodesPath: false,
  domainName: 'local.lambda-url.us-east-1.on.aws',
  hasGatewayLimits: false,
  defaultTimeoutMs: 300_000,
  errors: functionUrlErrors,
  defaultContentType: 'application/json',
  requestIdHeader: 'x-amzn-requestid',
  newRequestId: randomUUID,
};
